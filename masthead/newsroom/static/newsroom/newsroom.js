// The desk's composer: how many letters are left, and Ctrl+Enter posts.
(() => {
  const form = document.querySelector("form[data-post]");
  if (!form) return;
  const text = form.elements.text, left = form.querySelector("[data-left]"), most = text.maxLength;
  const count = () => { left.value = text.value ? String(most - text.value.length) : ""; left.classList.toggle("is-short", most - text.value.length < 20); };
  text.addEventListener("input", count);
  text.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); form.requestSubmit(); } });
  form.addEventListener("submit", () => { form.querySelector("[type=submit]").disabled = true; });
  window.addEventListener("pageshow", () => { form.querySelector("[type=submit]").disabled = false; count(); });
})();
