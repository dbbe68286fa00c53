import { offerCopying } from "./copy.js";
import { tellTimes } from "./times.js";

let busy = false;
let again = false;

/** Listens whether something changed, then takes the changed parts from a fresh copy of this very page. */
export function keepLive(page) {
  if (!page) return;
  const changes = new EventSource(page.dataset.liveFrom);
  changes.addEventListener("open", () => page.setAttribute("data-live-on", ""));
  changes.addEventListener("error", () => page.removeAttribute("data-live-on"));
  changes.addEventListener("changed", refresh);
  addEventListener("pagehide", () => changes.close());
}

async function refresh() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    const answer = await fetch(location.href);
    if (answer.ok && !answer.redirected) swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } finally {
    busy = false;
  }
  if (again) {
    again = false;
    refresh();
  }
}

function swap(fresh) {
  for (const part of document.querySelectorAll("[data-live]")) {
    const next = fresh.getElementById(part.id);
    // What somebody is using right now stays: an open dialog, a field with the cursor in it.
    if (!next || part.contains(document.activeElement) || plain(next) === plain(part)) continue;
    markFresh(part, next);
    tellTimes(next);
    offerCopying(next);
    part.replaceWith(next);
  }
}

function markFresh(part, next) {
  const known = new Set([...part.querySelectorAll("[data-key]")].map((row) => row.dataset.key));
  for (const row of next.querySelectorAll("[data-key]")) {
    if (!known.has(row.dataset.key)) row.classList.add("fresh");
  }
}

/** Without what this module and the others have put in. */
function plain(part) {
  const copy = part.cloneNode(true);
  for (const time of copy.querySelectorAll("time")) {
    time.textContent = "";
    time.removeAttribute("title");
  }
  for (const button of copy.querySelectorAll("button[data-copy]")) button.remove();
  for (const row of copy.querySelectorAll(".fresh")) row.classList.remove("fresh");
  for (const row of copy.querySelectorAll('[class=""]')) row.removeAttribute("class");
  return copy.innerHTML;
}
