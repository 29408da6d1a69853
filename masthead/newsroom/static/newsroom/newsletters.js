(() => {
// Writing an issue: how long subject and preview text are, the stories to pick, and the preview beside the form.
const form = document.getElementById("w-editor-form"), side = document.querySelector("[data-composer]");

// Mailboxes cut what is longer; what is shorter wastes the line.
const count = (field, least, most) => {
  if (!field) return;
  const out = Object.assign(document.createElement("output"), { className: "letter-count" });
  out.setAttribute("for", field.id);
  const say = () => {
    const length = [...field.value.trim()].length, isGood = length >= least && length <= most;
    out.value = side.dataset.length.replace("%n", length).replace("%least", least).replace("%most", most);
    out.classList.toggle("is-good", isGood);
    out.classList.toggle("is-off", length > 0 && !isGood);
  };
  field.addEventListener("input", say);
  field.after(out);
  say();
};

const picker = () => {
  const list = side.querySelector("[data-stories]"), add = side.querySelector("[data-add]"), words = document.getElementById("picker-words");
  const since = side.querySelector("[data-since]"), none = side.querySelector("[data-no-stories]"), said = side.querySelector("[data-said]");
  const chosen = new Set();
  const mark = () => {
    add.disabled = !chosen.size;
    add.textContent = chosen.size ? (chosen.size === 1 ? add.dataset.one : add.dataset.many.replace("%s", chosen.size)) : add.dataset.none;
  };
  // Stories that stand in the form already, as it is now: nobody wants one twice by accident.
  const standing = () => {
    const names = [...form.querySelectorAll('input[name^="body-"][name$="-value-story"]')].filter((field) => field.value);
    return new Set(names.filter((field) => form.elements[field.name.replace("value-story", "deleted")]?.value !== "1").map((field) => field.value));
  };
  const row = (story, isWanted, isIn) => {
    const isTicked = isWanted && !isIn;
    const item = document.createElement("li"), label = document.createElement("label"), box = document.createElement("input");
    const headline = document.createElement("span"), facts = document.createElement("span");
    Object.assign(box, { type: "checkbox", value: String(story.id), checked: isTicked });
    headline.className = "picker-headline"; headline.textContent = story.headline;
    facts.className = "picker-facts"; facts.textContent = [isIn ? list.dataset.in : "", story.section, story.when].filter(Boolean).join(" · ");
    item.classList.toggle("is-in", isIn);
    box.addEventListener("change", () => { if (box.checked) chosen.add(box.value); else chosen.delete(box.value); mark(); });
    if (isTicked) chosen.add(box.value);
    label.append(box, headline, facts); item.append(label);
    return item;
  };
  let asked = 0;
  const look = async (query, isTicked = false) => {
    const mine = ++asked, answer = await fetch(`${side.dataset.find}?${query}`, { credentials: "same-origin" });
    if (!answer.ok || mine !== asked) return;
    const { stories } = await answer.json();
    chosen.clear();
    const present = standing();
    list.replaceChildren(...stories.map((story) => row(story, isTicked, present.has(String(story.id)))));
    none.hidden = stories.length > 0;
    mark();
  };
  const quietly = (promise) => promise.catch(() => {});
  let timer;
  words.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
  words.addEventListener("input", () => {
    clearTimeout(timer);
    since.setAttribute("aria-pressed", "false");
    timer = setTimeout(() => quietly(look(new URLSearchParams({ q: words.value }))), 250);
  });
  since.addEventListener("click", () => {
    const isOn = since.getAttribute("aria-pressed") !== "true";
    since.setAttribute("aria-pressed", String(isOn));
    words.value = "";
    quietly(look(isOn ? "since=1" : "", isOn));
  });
  add.addEventListener("click", async () => {
    const ids = [...list.querySelectorAll("input:checked")].map((box) => box.value);
    const body = document.getElementById("body-root")?.rootBlock;
    const query = new URLSearchParams(ids.map((id) => ["id", id]));
    const live = body ? body.children.filter((child) => child.deletedInput?.val?.() !== "1") : [];
    if (live.length) query.set("begun", "1");
    try {
      const answer = await fetch(`${side.dataset.blocks}?${query}`, { credentials: "same-origin" });
      for (const block of (await answer.json()).blocks) body.insert(block, body.children.length, { collapsed: true });
    } catch {
      // The form cannot take them by itself: it is saved, and the server puts them in.
      for (const id of ids) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "add_story", value: id }));
      form.requestSubmit();
      return;
    }
    said.textContent = add.textContent;
    for (const box of list.querySelectorAll("input:checked")) { box.checked = false; box.closest("li").classList.add("is-in"); }
    chosen.clear();
    mark();
    form.dispatchEvent(new Event("input", { bubbles: true }));
  });
  quietly(look(""));
};

const preview = () => {
  const tabs = [...side.querySelectorAll("[role=tab]")], frame = side.querySelector("[data-frame]"), stage = side.querySelector("[data-stage]");
  const note = side.querySelector("[data-note]"), widths = { phone: 375, desktop: 720, dark: 375, text: 640, page: 860 };
  let mode = "", timer, asked = 0;
  const fit = () => {
    const width = widths[mode] || 375, scale = Math.min(1, stage.clientWidth / width);
    Object.assign(frame.style, { inlineSize: `${width}px`, blockSize: `${stage.clientHeight / scale}px`, transform: `scale(${scale})` });
  };
  const show = async () => {
    if (!mode) return;
    const mine = ++asked, sent = new FormData(form);
    sent.set("mode", mode);
    const answer = await fetch(side.dataset.preview, { method: "POST", body: sent, credentials: "same-origin", headers: { Accept: "application/json" } });
    if (mine !== asked) return;
    const told = await answer.json();
    note.textContent = told.note || "";
    note.classList.toggle("is-wrong", !answer.ok);
    if (!answer.ok) return;
    for (const name of ["sender", "subject", "preview"]) side.querySelector(`[data-inbox-${name}]`).textContent = told[name];
    const top = frame.contentWindow?.scrollY || 0;
    frame.addEventListener("load", () => frame.contentWindow.scrollTo(0, top), { once: true });
    frame.srcdoc = told.html;
  };
  const soon = () => { clearTimeout(timer); timer = setTimeout(() => show().catch(() => {}), 700); };
  const choose = (tab) => {
    for (const each of tabs) { each.setAttribute("aria-selected", String(each === tab)); each.tabIndex = each === tab ? 0 : -1; }
    mode = tab.dataset.mode || "";
    side.querySelector("#side-stories").hidden = Boolean(mode);
    const panel = side.querySelector("#side-preview");
    panel.hidden = !mode;
    panel.setAttribute("aria-labelledby", tab.id);
    panel.dataset.shows = mode;
    if (mode) { fit(); show().catch(() => {}); }
  };
  for (const tab of tabs) tab.addEventListener("click", () => choose(tab));
  side.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = tabs[(tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length];
    next.focus();
    choose(next);
  });
  for (const kind of ["input", "change", "drop"]) form.addEventListener(kind, soon);
  new MutationObserver(soon).observe(form, { subtree: true, childList: true });
  window.addEventListener("resize", fit);
};

if (form && side) {
  count(form.elements.subject, 20, 70);
  count(form.elements.preview_text, 30, 140);
  picker();
  preview();
}

// What goes out: the page of a sending follows it, and the number of those who get an issue follows the form.
const follow = () => {
  const shown = document.querySelector("[data-follow]");
  if (!shown) return;
  const look = async () => {
    if (document.hidden) return;
    const answer = await fetch(shown.dataset.follow, { credentials: "same-origin", headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const told = await answer.json();
    if (told.state !== shown.dataset.state) { location.reload(); return; }
    for (const [name, text] of Object.entries(told.texts)) {
      const place = shown.querySelector(`[data-is="${name}"]`);
      if (place && place.textContent !== text) place.textContent = text;
    }
    const bar = shown.querySelector("progress");
    if (bar) Object.assign(bar, { max: Math.max(1, told.audience), value: told.done });
  };
  setInterval(() => look().catch(() => {}), 2000);
};

const audience = () => {
  const asking = document.querySelector("form[data-audience]");
  if (!asking) return;
  const place = asking.querySelector("[data-count]");
  let timer, asked = 0;
  const look = async () => {
    const mine = ++asked, sent = new FormData(asking);
    const answer = await fetch(asking.dataset.audience, { method: "POST", body: sent, credentials: "same-origin", headers: { Accept: "application/json" } });
    if (mine === asked && answer.ok) place.textContent = (await answer.json()).text;
  };
  const moment = document.querySelector("[name=moment][form]"), later = document.querySelector("[name=when][value=later]");
  moment?.addEventListener("input", () => { later.checked = true; });
  asking.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => look().catch(() => {}), 300); });
};

// Links to other hosts are tried once the page stands: that takes some seconds.
const checks = async () => {
  const place = document.querySelector("[data-checks]");
  if (!place) return;
  const answer = await fetch(place.dataset.checks, { credentials: "same-origin" });
  if (answer.ok) place.innerHTML = await answer.text();
};

// What cannot be taken back is not sent twice by a second press.
for (const button of document.querySelectorAll("[data-once]")) {
  button.form.addEventListener("submit", () => setTimeout(() => { button.disabled = true; }));
  window.addEventListener("pageshow", () => { button.disabled = button.hasAttribute("data-off"); });
}

follow();
audience();
checks().catch(() => {});
})();
