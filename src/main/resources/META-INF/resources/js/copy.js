const SHOWN_MS = 1600;

/** Shows the copy buttons below root; without JavaScript they stay hidden and the text is selected by a click. */
export function offerCopying(root) {
  for (const button of root.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

async function copy(button) {
  const source = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent.trim());
    confirm(button, "Copied");
  } catch {
    // No clipboard outside https and localhost: select, so that one key press does it.
    getSelection().selectAllChildren(source);
    confirm(button, "Selected");
  }
}

function confirm(button, word) {
  const label = button.querySelector("span");
  button.dataset.was ??= label.textContent;
  label.textContent = word;
  clearTimeout(button.timer);
  button.timer = setTimeout(() => (label.textContent = button.dataset.was), SHOWN_MS);
}
