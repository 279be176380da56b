// Tells that something has changed since the page was loaded. Without it every page works all the same.
(function () {
  "use strict";
  var stamp = document.body.getAttribute("data-stamp");
  var news = document.getElementById("moi");
  if (!stamp || !news || !window.EventSource || !window.BroadcastChannel || !navigator.locks) { return; }
  var channel = new BroadcastChannel("board");
  function tell(told) {
    if (!told || told === stamp || !news.hidden) { return; }
    var link = document.createElement("a");
    link.href = news.getAttribute("data-href");
    link.textContent = news.getAttribute("data-link");
    news.textContent = news.getAttribute("data-text") + " ";
    news.appendChild(link);
    news.hidden = false;
  }
  channel.onmessage = function (event) { tell(event.data); };
  // A browser keeps six connections to one place, so one page of all that are open listens, and tells the others.
  navigator.locks.request("su-kien", function () {
    return new Promise(function () {
      new EventSource("/su-kien").onmessage = function (event) {
        tell(event.data);
        channel.postMessage(event.data);
      };
    });
  });
})();
// After a form was sent, the keyboard goes on where its answer stands: at the first field that is wrong, or the message.
(function () {
  "use strict";
  var wrong = document.querySelector("main [aria-invalid]") || document.querySelector("main [role=alert]");
  var message = document.querySelector(".message");
  var answer = wrong || (message.textContent ? message : null);
  if (!answer || document.activeElement !== document.body) { return; }
  if (answer.tabIndex < 0) { answer.tabIndex = -1; }
  answer.focus();
})();
// Whoever signs out leaves nothing on this machine of what they have typed.
(function () {
  "use strict";
  document.addEventListener("submit", function (event) {
    if (new URL(event.target.action).pathname !== "/ra") { return; }
    try {
      var ours = Object.keys(localStorage).filter(function (name) { return name.indexOf("planner ") === 0; });
      if (ours.length && !window.confirm(document.body.getAttribute("data-unsent"))) {
        event.preventDefault();
        return;
      }
      ours.forEach(function (name) { localStorage.removeItem(name); });
    } catch (error) { return; }
  });
})();
