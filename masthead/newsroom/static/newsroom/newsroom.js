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

// The topics of a story: many of them are found by typing.
(() => {
  const list = document.getElementById("id_topics");
  const rows = list ? [...list.children] : [];
  if (rows.length < 16) return;
  const field = Object.assign(document.createElement("input"), { type: "search", className: "find-topic", autocomplete: "off" });
  field.placeholder = (window.gettext || String)("Search");
  field.setAttribute("aria-label", field.placeholder);
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  field.addEventListener("input", () => {
    const wanted = field.value.trim().toLocaleLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLocaleLowerCase().includes(wanted);
  });
  list.before(field);
})();

// Approving sends the whole form; a draft saved at the same moment would approve a second time, which fails.
document.addEventListener("w-autosave:save", (event) => {
  if (event.detail.formData.has("action-workflow-action")) event.preventDefault();
});
