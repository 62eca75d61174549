// A form is sent once: its buttons rest after the first press, and wake when the page is shown again.
const FORMS = "form[data-once]";

function rest(form, resting) {
  for (const button of form.querySelectorAll("button[type=submit]")) button.disabled = resting;
}

document.addEventListener("submit", (event) => {
  if (!event.target.matches(FORMS) || event.defaultPrevented) return;
  // After this turn, so that the pressed button's own name and value are still sent.
  setTimeout(() => rest(event.target, true), 0);
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll(FORMS)) rest(form, false);
});
