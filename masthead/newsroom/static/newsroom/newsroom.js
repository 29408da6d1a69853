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

// The press: while it runs, the page follows it; whoever is about to press a button there is left in peace.
(() => {
  let shown = document.querySelector("[data-press]");
  if (!shown) return;
  const look = async () => {
    if (!document.hidden && !shown.contains(document.activeElement) && !shown.matches(":hover")) {
      const answer = await fetch(location.href, { credentials: "same-origin" });
      const fresh = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-press]");
      if (fresh) { shown.replaceWith(fresh); shown = fresh; }
    }
  };
  setInterval(() => look().catch(() => {}), 5000);
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

// A draft saves itself while one works. What is pressed meanwhile waits for that, or a new story would be made twice;
// and approving, which sends the whole form, must not happen a second time by a draft being saved.
(() => {
  let isSaving = false, isSent = false, waiting = null;
  const done = () => {
    isSaving = false;
    if (!waiting) return;
    const { form, button } = waiting;
    waiting = null;
    // The button may be switched off by now: what it stands for goes along by itself.
    if (button && button.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
    form.requestSubmit();
  };
  document.addEventListener("w-autosave:save", (event) => {
    if (event.detail.formData.has("action-workflow-action") || waiting || isSent) event.preventDefault();
    else isSaving = true;
  });
  document.addEventListener("w-autosave:success", done);
  document.addEventListener("w-autosave:error", done);
  document.addEventListener("submit", (event) => {
    if (!isSaving || !event.target.matches("[data-edit-form]")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = { form: event.target, button: event.submitter };
  }, true);
  // Once the form is on its way, a draft that came after it would put the older text over it, and the next page would
  // take that for a colleague's.
  window.addEventListener("submit", (event) => {
    if (event.target.matches("[data-edit-form]") && !event.defaultPrevented) isSent = true;
  });
  window.addEventListener("pageshow", () => { isSent = false; });
})();
