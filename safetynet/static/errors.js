// What is wrong is the first thing to hear and to reach.
document.getElementById("error-summary")?.focus();
