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
// A form with something typed in it is not left by mistake, and is sent once.
(function () {
  "use strict";
  var form = document.querySelector("form.sheet");
  if (!form) { return; }
  var isTyped = false;
  form.addEventListener("input", function () { isTyped = true; });
  form.addEventListener("submit", function () {
    isTyped = false;
    var button = form.querySelector("button.main");
    if (button) { window.setTimeout(function () { button.disabled = true; }, 0); }
  });
  window.addEventListener("pageshow", function () {
    var button = form.querySelector("button.main");
    if (button) { button.disabled = false; }
  });
  window.addEventListener("beforeunload", function (event) {
    if (isTyped) { event.preventDefault(); }
  });
})();
