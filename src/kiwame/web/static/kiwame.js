// Adds to pages that work without it: select all, copy buttons, keys, times that refresh, news of new rows.

const said = document.getElementById("script-words")?.dataset ?? {};
const live = document.getElementById("live");

function announce(text) {
  if (live) live.textContent = text;
}

// --- times ---------------------------------------------------------------------------------------

function refreshTimes() {
  const now = Date.now();
  for (const time of document.querySelectorAll("time[data-ago]")) {
    const seconds = (now - Date.parse(time.dateTime)) / 1000;
    if (!Number.isFinite(seconds) || seconds < -60) continue;
    const form = time.dataset.ago === "span" ? (unit) => said[`span${unit}`] : (unit) => said[unit.toLowerCase()];
    const text =
      seconds < 60 ? form("Now")
      : seconds < 3600 ? form("Min").replace("#", Math.floor(seconds / 60))
      : seconds < 86400 ? form("Hour").replace("#", Math.floor(seconds / 3600))
      : form("Day").replace("#", Math.floor(seconds / 86400));
    if (text && time.textContent !== text) time.textContent = text;
  }
}

// --- copy ----------------------------------------------------------------------------------------

async function copy(button) {
  const named = button.dataset.copy;
  const source = named.startsWith("#") ? document.querySelector(named) : null;
  const text = source ? (source.value ?? source.textContent) : named;
  let worked = true;
  try {
    await navigator.clipboard.writeText(text.trim());
  } catch {
    worked = copyBySelection(text.trim());
  }
  const answer = worked ? said.copied : said.notCopied;
  announce(answer);
  const before = button.textContent;
  if (button.dataset.busy) return;
  button.dataset.busy = "1";
  button.textContent = answer;
  setTimeout(() => {
    button.textContent = before;
    delete button.dataset.busy;
  }, 1600);
}

function copyBySelection(text) {
  // Clipboard access needs https or this machine; elsewhere the old way still works.
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const worked = document.execCommand("copy");
  field.remove();
  return worked;
}

// --- the list: choose, walk, act -------------------------------------------------------------------

const list = document.querySelector("[data-rows]");
const boxes = () => [...document.querySelectorAll("[data-rows] input[name=issue]")];

function showChosen() {
  const bulk = document.querySelector("[data-bulk]");
  if (!bulk) return;
  const chosen = boxes().filter((box) => box.checked).length;
  bulk.classList.toggle("chosen", chosen > 0);
  const count = bulk.querySelector("[data-count]");
  if (count) count.textContent = chosen ? count.dataset.count.replace("#", chosen) : count.dataset.none;
  const all = document.querySelector("[data-select-all]");
  if (all) {
    all.checked = chosen > 0 && chosen === boxes().length;
    all.indeterminate = chosen > 0 && chosen < boxes().length;
  }
}

function rows() {
  return [...(list?.querySelectorAll("[data-id]") ?? [])];
}

function rowInHand() {
  return document.activeElement?.closest?.("[data-id]") ?? null;
}

function walk(step) {
  const all = rows();
  if (!all.length) return;
  const here = all.indexOf(rowInHand());
  const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
  all[next].querySelector("a").focus();
}

function act(name) {
  // On an issue's page the form of that name; in the list the row in hand, or those that are chosen.
  const form = document.querySelector(`form[data-act="${name}"]`);
  if (form) return form.requestSubmit(form.querySelector("button"));
  const button = document.querySelector(`[data-bulk] button[value="${name}"]`);
  if (!button || button.disabled) return;
  if (!boxes().some((box) => box.checked)) {
    const box = rowInHand()?.querySelector("input[name=issue]");
    if (!box) return;
    box.checked = true;
  }
  button.form.requestSubmit(button);
}


const keys = document.getElementById("keys");
const byKey = {
  j: () => walk(1),
  k: () => walk(-1),
  o: () => rowInHand()?.querySelector("a")?.click(),
  e: () => act("acknowledged"),
  r: () => act("resolved"),
  x: () => rowInHand()?.querySelector("input[name=issue]")?.click(),
  "/": () => document.querySelector("input[type=search]")?.focus(),
  u: () => document.querySelector("[data-up]")?.click(),
  "?": () => keys?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
  if (event.target.closest?.("input:not([type=checkbox]), select, textarea, dialog[open], [contenteditable]")) return;
  const does = byKey[event.key];
  if (!does) return;
  event.preventDefault();
  does();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (button) return void copy(button);
  if (event.target.closest?.("[data-keys]")) return void keys?.showModal();
  // A menu closes when something else is clicked.
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keyup", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-select-all]")) {
    for (const box of boxes()) box.checked = event.target.checked;
  }
  if (event.target.matches?.("[data-select-all], input[name=issue]")) showChosen();
  if (event.target.matches?.("select[data-at-once]")) event.target.form.requestSubmit();
});

// --- news: rows that came since the page was made are told, and never moved in under the pointer ------

async function lookForNews() {
  const place = document.querySelector("[data-news]");
  if (!place || document.hidden) return;
  try {
    const answer = await fetch(place.dataset.news, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { ids } = await answer.json();
    const here = new Set(rows().map((row) => row.dataset.id));
    const fresh = ids.filter((id) => !here.has(id)).length;
    const link = place.querySelector("a");
    const text = fresh ? place.dataset.text.replace("#", fresh) : "";
    if (link.textContent !== text) {
      link.textContent = text;
      announce(text);
    }
    place.hidden = !fresh;
  } catch {
    // The server is away for a moment; the next look will tell.
  }
}

// --- Set-up: what waits for its first event turns into a link --------------------------------------------

async function lookForFirstEvents() {
  const waiting = [...document.querySelectorAll("[data-first]")];
  if (!waiting.length || document.hidden) return;
  try {
    const answer = await fetch(waiting[0].dataset.from, { headers: { Accept: "application/json" } });
    if (!answer.ok) return;
    const { first } = await answer.json();
    for (const place of waiting) {
      const issue = first[place.dataset.first];
      if (!issue) continue;
      const arrived = document.createElement("span");
      arrived.className = "good";
      arrived.textContent = place.dataset.arrived;
      const link = document.createElement("a");
      link.href = issue.url;
      link.textContent = issue.headline;
      announce(`${place.dataset.arrived} ${issue.headline}`);
      place.replaceChildren(arrived, " ", link);
      place.className = "arrived";
      delete place.dataset.first;
    }
  } catch {
    // The server is away for a moment; the next look will tell.
  }
}

for (const element of document.querySelectorAll("[data-needs-script]")) element.hidden = false;
refreshTimes();
showChosen();
setInterval(refreshTimes, 20_000);
setInterval(lookForNews, 20_000);
if (document.querySelector("[data-first]")) setInterval(lookForFirstEvents, 2_000);
addEventListener("pageshow", showChosen);
