// Keeps a page that stays open in step with /live.json: new updates at the reader's word, and what stands beside older
// stories. All that it puts in looks as printed (components/update.html, picks.html); without script nothing is missing.
(() => {
  const EVERY = 60_000;
  const feed = document.querySelector("[data-feed]");
  const status = document.querySelector("[data-feed-new]");
  const known = new Set();
  let waiting = [], asked = Date.now();

  function make(name, facts, ...inside) {
    const element = document.createElement(name);
    for (const [fact, value] of Object.entries(facts)) if (value) element.setAttribute(fact, value);
    element.append(...inside.filter(Boolean));
    return element;
  }

  function moment(time, form) {
    return make("local-time", { datetime: time, form }, make("time", { datetime: time }, form === "time" ? time.slice(11, 16) : time.slice(0, 10)));
  }

  function update(item, anchored) {
    const { story, text } = item, anchor = "u" + item.id, time = moment(item.time, "time");
    const words = story && (!text || !anchored)
      ? [make("a", { href: story.address }, text || story.headline)]
      : [text, story && " ", story && make("a", { class: "update-story", href: story.address }, story.headline)];
    return make("li", { class: item.key ? "update is-key" : "update", id: anchored && anchor, "data-update": item.id },
      make("span", { class: "update-time" }, anchored ? make("a", { href: "#" + anchor }, time) : time),
      make("div", { class: "update-text" }, ...words));
  }

  const timeOf = (row) => row.querySelector("time").dateTime;

  // Puts an update among others, newest first.
  function place(list, row) {
    const later = [...list.querySelectorAll(".update")].find((other) => Date.parse(timeOf(other)) <= Date.parse(timeOf(row)));
    list.insertBefore(row, later || null);
  }

  // A date stands where a day ends, as in components/feed.html.
  function divide(list) {
    for (const old of list.querySelectorAll(".updates-day")) old.remove();
    let before;
    for (const row of list.querySelectorAll(".update")) {
      const day = timeOf(row).slice(0, 10);
      if (before && day !== before) row.before(make("li", { class: "updates-day" }, moment(timeOf(row), "date")));
      before = day;
    }
  }

  // The list of a day on the news feed's page, made when the day has just begun.
  function listOf({ title, address }) {
    const days = [...feed.querySelectorAll(".day")], headOf = (day) => day.querySelector("h2 a").getAttribute("href");
    const found = days.find((day) => headOf(day) === address);
    if (found) return found.querySelector("ol");
    const list = make("ol", { class: "updates" });
    const made = make("section", { class: "day" }, make("h2", { class: "day-head" }, make("a", { href: address }, title)), list);
    feed.insertBefore(made, days.find((day) => headOf(day) < address) || null);
    return list;
  }

  function putIn() {
    const isByDay = feed.dataset.feed === "days";
    const rows = waiting.reverse().map((item) => {
      const row = update(item, isByDay);
      place(isByDay ? listOf(item.day) : feed, row);
      known.add(String(item.id));
      return row;
    });
    if (!isByDay) divide(feed);
    waiting = [];
    status.replaceChildren();
    rows.at(-1).tabIndex = -1;
    rows.at(-1).focus({ preventScroll: true });
  }

  function offer(live) {
    const shown = [...feed.querySelectorAll(".update")];
    const since = shown.length ? Date.parse(timeOf(shown.at(-1))) : 0;
    waiting = live.updates.filter((item) => !known.has(String(item.id)) && Date.parse(item.time) >= since);
    if (!waiting.length) return status.replaceChildren();
    const form = new Intl.PluralRules(document.documentElement.lang).select(waiting.length);
    const words = (status.dataset[form] || status.dataset.many).replace(/\d+/, waiting.length);
    if (status.textContent === words) return;
    const button = status.querySelector("button") || make("button", { type: "button", class: "button" });
    if (!button.isConnected) button.addEventListener("click", putIn);
    button.textContent = words;
    if (!button.isConnected) status.append(button);
  }

  function pick(story) {
    const { section, language, picture } = story;
    const line = make("article", { class: section ? "line section-" + section : "line", lang: language !== document.documentElement.lang && language },
      make("h3", { class: "line-head" }, make("a", { href: story.address }, story.headline)));
    const image = picture && make("img", { class: "thumb", src: picture.src, width: picture.width, height: picture.height, loading: "lazy", decoding: "async" });
    if (image) image.alt = picture.alt;
    return make("li", {}, line, image && make("picture", {}, image));
  }

  // Beside an older story. On a phone it stands below: filled while out of sight, or nothing that is read would stay in place.
  function fill(side, live) {
    const top = side.getBoundingClientRect();
    const isInSight = top.top < innerHeight && top.bottom > 0;
    if (isInSight && !matchMedia("(min-width: 64rem)").matches) return;
    const [updates, picks] = ["updates", "picks"].map((name) => side.querySelector(`[data-live="${name}"]`));
    const list = updates.querySelector("ol");
    list.replaceChildren(...live.updates.slice(0, 6).map((item) => update(item, false)));
    divide(list);
    updates.hidden = !live.updates.length;
    const others = live.picks.stories.filter((story) => story.address !== location.pathname);
    picks.querySelector("h2").textContent = live.picks.title;
    picks.querySelector("ol").replaceChildren(...others.slice(0, 6).map(pick));
    picks.hidden = !others.length;
    side.querySelector('[data-live="links"]').hidden = !updates.hidden;
  }

  async function look(then) {
    asked = Date.now();
    const answer = await fetch("/live.json", { cache: "no-cache" }).catch(() => null);
    if (answer?.ok) then(await answer.json());
  }

  const side = document.querySelector(".story-side.is-live");
  if (side) look((live) => fill(side, live)).catch(() => {});
  if (!feed || !status) return;
  for (const row of feed.querySelectorAll("[data-update]")) known.add(row.dataset.update);
  const lookAgain = () => {
    if (document.visibilityState === "visible" && Date.now() - asked >= EVERY - 1000) look(offer).catch(() => {});
  };
  setInterval(lookAgain, EVERY);
  document.addEventListener("visibilitychange", lookAgain);
})();
