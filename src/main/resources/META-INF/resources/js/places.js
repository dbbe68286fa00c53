/** "Use" beside a place puts its path into the field somebody was in last, else into the first empty one. */
export function offerPlaces() {
  const fields = [...document.querySelectorAll("input[name=path]")];
  let last = null;
  for (const field of fields) field.addEventListener("focus", () => (last = field));
  for (const button of document.querySelectorAll("button[data-place]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = last ?? fields.find((one) => one.value === "") ?? fields[0];
      if (!field) return;
      field.value = button.dataset.place;
      field.focus();
    });
  }
}
