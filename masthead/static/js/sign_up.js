// The sign-up form without a page load. Its work is begun when the reader touches the form, not before; without script
// the same form is sent as it stands, and a whole page answers.
const PATIENCE = 15_000, LASTS = 15 * 60_000; // for the work; a challenge is good for a little longer
const QUICKEST = 2_200; // after opening the page; what comes sooner is taken for a machine's, so a quick reader waits
const policy = window.trustedTypes?.createPolicy("masthead-proof", {
  createScriptURL(url) {
    if (new URL(url, location.href).origin !== location.origin) throw new TypeError("not ours");
    return url;
  },
});

const after = (time) => new Promise((resolve) => setTimeout(resolve, Math.max(0, time), ""));

async function prove(form) {
  const answer = await fetch(form.dataset.challenge, { credentials: "omit", cache: "no-store" });
  if (!answer.ok) return "";
  const task = await answer.json(), address = form.dataset.worker;
  const worker = new Worker(policy ? policy.createScriptURL(address) : address);
  const number = await new Promise((resolve) => {
    worker.onmessage = ({ data }) => resolve(data);
    worker.onerror = () => resolve(null);
    worker.postMessage(task);
  });
  worker.terminate();
  const { algorithm, challenge, salt, signature } = task;
  return number === null ? "" : btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
}

function tell(form, name, words) {
  const fields = [...form.querySelectorAll(`[name="${name}"]:not([type="hidden"])`)];
  const line = form.querySelector(`[id$="-${name}-error"]`);
  if (!line) return;
  line.textContent = words || "";
  line.hidden = !words;
  for (const field of fields) {
    if (words) {
      field.setAttribute("aria-invalid", "true");
      field.setAttribute("aria-describedby", line.id);
    } else {
      field.removeAttribute("aria-invalid");
      field.removeAttribute("aria-describedby");
    }
  }
}

function thank(box, form, { title, text }) {
  const place = box.querySelector(".sign-up-answer");
  const lines = [["p", "sign-up-thanks", title], ["p", "sign-up-text", text]].map(([name, kind, words]) => {
    const line = document.createElement(name);
    line.className = kind;
    line.textContent = words;
    return line;
  });
  form.hidden = true;
  box.classList.add("is-done");
  place.replaceChildren(...lines);
  place.focus({ preventScroll: true });
  if (place.getBoundingClientRect().top < 0) place.scrollIntoView({ block: "center" });
}

function attend(box) {
  const form = box.querySelector("form"), button = form.querySelector("button"), label = button.textContent;
  const failed = form.querySelector(".sign-up-failed");
  let work = null, begun = 0, isBusy = false;

  function begin() {
    if (work && Date.now() - begun < LASTS) return;
    begun = Date.now();
    work = prove(form).catch(() => "");
  }

  function busy(is) {
    isBusy = is;
    button.textContent = is ? form.dataset.busy : label;
    button.setAttribute("aria-disabled", String(is));
    form.setAttribute("aria-busy", String(is));
  }

  async function send() {
    begin();
    const entered = new URLSearchParams(new FormData(form));
    entered.set("proof", await Promise.race([work, after(PATIENCE)]));
    await after(QUICKEST - performance.now());
    entered.set("open", Math.round(performance.now()));
    const answer = await fetch(form.action, { method: "POST", body: entered, headers: { accept: "application/json" }, credentials: "omit" });
    if (answer.status !== 200 && answer.status !== 422) throw new Error(answer.status);
    return answer.json();
  }

  form.addEventListener("focusin", begin);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isBusy) return;
    busy(true);
    failed.textContent = "";
    try {
      const said = await send();
      for (const name of ["list", "email"]) tell(form, name, said.errors?.[name]);
      if (!form.querySelector("fieldset")) failed.textContent = said.errors?.list || "";
      busy(false);
      if (said.errors) form.querySelector("[aria-invalid]")?.focus();
      else thank(box, form, said);
    } catch {
      busy(false);
      failed.textContent = form.dataset.failed;
    }
  });
}

for (const box of document.querySelectorAll("[data-sign-up]")) attend(box);
