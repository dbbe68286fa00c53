/** Links to a question ("Delete …?") open it as a dialog over the page instead of leading away from it. */
export function openQuestionsHere() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-question]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      ask(link);
    }
  });
}

async function ask(link) {
  try {
    const answer = await fetch(link.href);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    show(page.querySelector(".question"), link);
  } catch {
    location.assign(link.href);
  }
}

function show(question, link) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-labelledby", question.querySelector("h1").id);
  dialog.append(question);
  question.querySelector("[data-cancel]").addEventListener("click", (event) => {
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    link.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
