// An import goes on by itself: each step is the form that the page would send, until none is left.
const PART = "import-progress";

async function goOn() {
  let form;
  while ((form = document.querySelector(`#${PART} form[data-go-on]`))) {
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page.getElementById(PART);
    if (!answer.ok || !next) return; // The button stays; somebody can press it.
    document.getElementById(PART).replaceWith(document.adoptNode(next));
  }
  location.reload();
}

if (document.querySelector(`#${PART} form[data-go-on]`)) goOn();
