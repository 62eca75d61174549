// What is wrong is the first thing to hear and to reach.
document.querySelector("#error-summary, #conflict")?.focus();
