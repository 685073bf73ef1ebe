// The few things the pages without a form do with a script; each works without it too.
const secret = document.getElementById("secret");
const copy = document.getElementById("copy");
if (secret instanceof HTMLInputElement && copy) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    secret.select();
    // Phones reach the trainer's laptop over plain http, where there is no navigator.clipboard.
    if (navigator.clipboard) await navigator.clipboard.writeText(secret.value);
    else document.execCommand("copy");
    const copied = document.getElementById("copied");
    if (copied) copied.textContent = copy.dataset.copied ?? "";
  });
}
if (document.querySelector("[data-forget]")) {
  // This computer was told to forget: also what waited here to be sent.
  for (const key of Object.keys(localStorage)) if (key.startsWith("coopkit")) localStorage.removeItem(key);
}
