const STEPS = [
  [60, "second"],
  [60, "minute"],
  [24, "hour"],
  [30, "day"],
];
const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "long" });

/** Turns times below root into "3 minutes ago", up to a month; the exact local time is the tooltip. */
export function tellTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) tell(time);
}

setInterval(() => tellTimes(document), 20_000);

function tell(time) {
  const moment = new Date(time.dateTime);
  time.title = exact.format(moment);
  const said = relative((moment - Date.now()) / 1000);
  if (said && time.textContent !== said) time.textContent = said;
}

function relative(seconds) {
  if (Math.abs(seconds) < 10) return "just now";
  let amount = seconds;
  for (const [size, unit] of STEPS) {
    if (Math.abs(amount) < size) return words.format(Math.trunc(amount), unit);
    amount /= size;
  }
  return null;
}
