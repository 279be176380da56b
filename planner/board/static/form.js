// Keeps what is typed about a day on this machine until the board has acknowledged it, and sends it once it is reached.
// Without it the page is an ordinary form. Nothing but the figures, notes and slots of the form is kept.
(function () {
  "use strict";
  var form = document.querySelector("form.sheet[data-day]");
  if (!form) { return; }
  var FIELDS = ["thu", "duyet", "kichhoat", "ghichu"], SLOT = ["xa", "may", "ca"];
  var AGAIN = 15000, GIVEN_UP = 30000;
  var ours = "planner " + JSON.stringify([form.getAttribute("data-campaign"), form.getAttribute("data-person")]);
  var place = ours + form.getAttribute("data-day");
  var button = form.querySelector("button.main");
  var isSending = false, isTyped = false, cannotKeep = false, timer = 0;

  function read() {
    try { return JSON.parse(localStorage.getItem(place)) || { rows: {}, more: [] }; } catch (error) { return { rows: {}, more: [] }; }
  }

  function write(kept) {
    try {
      if (count(kept)) { localStorage.setItem(place, JSON.stringify(kept)); } else { localStorage.removeItem(place); }
    } catch (error) { cannotKeep = true; }
    show();
  }

  function count(kept) { return Object.keys(kept.rows).length + kept.more.length; }
  function typedIn(kept) { return JSON.stringify([kept.rows, kept.more]); }
  function field(name, at) { return form.elements.namedItem(name + "." + at); }
  function values(names, at) { return names.map(function (name) { return field(name, at).value.trim(); }); }
  function held(at) { return values(FIELDS.map(function (name) { return name + "-cu"; }), at); }
  function isSame(one, other) { return JSON.stringify(one) === JSON.stringify(other); }
  function say(name) { document.querySelector(".message").textContent = form.getAttribute("data-" + name); }

  function fill(names, at, told) {
    names.forEach(function (name, number) { field(name, at).value = told[number]; });
  }

  function places() {
    return Array.prototype.map.call(form.querySelectorAll("[name^='xa.']"), function (each) { return each.name.slice(3); });
  }

  function isExtra(at) { return at.charAt(0) === "t"; }

  function show() {
    var line = document.getElementById("chua-gui"), kept = count(read());
    line.textContent = line.getAttribute("data-told").replace("{count}", kept);
    line.hidden = !kept;
  }

  function showOthers() {
    var line = document.getElementById("chua-gui-khac");
    for (var number = 0; number < localStorage.length; number += 1) {
      var name = localStorage.key(number), day = name.slice(ours.length);
      if (name.indexOf(ours) === 0 && name !== place) {
        var link = document.createElement("a");
        link.href = "/ket-qua/" + day;
        link.textContent = day.split("-").reverse().map(Number).join("/");
        line.append(" ", link);
        line.hidden = false;
      }
    }
  }

  function keep(at) {
    var kept = read();
    kept.asked = false;
    if (isExtra(at)) {
      kept.more = places().filter(isExtra).map(function (each) {
        return { slot: values(SLOT, each), typed: values(FIELDS, each) };
      }).filter(function (row) { return row.slot.concat(row.typed).join(""); });
    } else {
      var slot = JSON.stringify(values(SLOT, at)), typed = values(FIELDS, at);
      delete kept.rows[slot];
      if (!isSame(typed, held(at))) { kept.rows[slot] = { typed: typed, held: held(at), seen: field("thay", at).value }; }
    }
    write(kept);
  }

  // One more row outside the schedule, where more were typed than the page has.
  function oneMore() {
    var rows = form.querySelectorAll(".extra tr:not(.unit)"), added = rows[rows.length - 1].cloneNode(true);
    added.querySelectorAll("[name]").forEach(function (each) {
      each.name = each.name.replace(/\d+$/, rows.length);
      each.value = "";
    });
    rows[0].parentNode.appendChild(added);
    return "t" + rows.length;
  }

  // Typed figures go back into their fields, with the row that their writer saw: the board finds out who came between.
  function bringBack() {
    var kept = read(), at = {};
    places().forEach(function (each) { if (!isExtra(each)) { at[JSON.stringify(values(SLOT, each))] = each; } });
    kept.more = kept.more.filter(function (row) {
      var slot = JSON.stringify(row.slot);
      if (!at[slot]) { return true; }
      kept.rows[slot] = { typed: row.typed, held: ["", "", "", ""], seen: "0" };
      return false;
    });
    Object.keys(kept.rows).forEach(function (slot) {
      var row = kept.rows[slot], here = at[slot];
      if (!here) {
        kept.more.push({ slot: JSON.parse(slot), typed: row.typed });
        delete kept.rows[slot];
      } else if (isSame(row.typed, held(here))) {
        delete kept.rows[slot];
      } else {
        fill(FIELDS, here, row.typed);
        fill(FIELDS.map(function (name) { return name + "-cu"; }), here, row.held);
        field("thay", here).value = row.seen;
      }
    });
    var free = places().filter(isExtra);
    kept.more.forEach(function (row, number) {
      var here = free[number] || oneMore();
      fill(SLOT, here, row.slot);
      fill(FIELDS, here, row.typed);
    });
    write(kept);
  }

  // A form that may have been sent bears its key again, so that it counts once; one that has changed since, another.
  function withKey(kept) {
    var key = form.elements.namedItem("khoa");
    if (kept.sent === typedIn(kept)) { key.value = kept.key; } else if (kept.key === key.value) { key.value += "."; }
    kept.key = key.value;
    kept.sent = typedIn(kept);
    kept.asked = true;
    write(kept);
    return typedIn(kept);
  }

  // Where people sign in, the page that asks them to bears what was typed.
  var signsIn = document.querySelector("form[action='/ra']");

  function later(name, wait) {
    say(name);
    window.clearTimeout(timer);
    timer = window.setTimeout(function () { if (read().asked) { send(); } }, wait);
  }

  function send() {
    if (isSending) { return; }
    var what = withKey(read()), ending = new AbortController();
    if (!navigator.onLine) { later("kept", AGAIN); return; }
    isSending = button.disabled = true;
    var giveUp = window.setTimeout(function () { ending.abort(); }, GIVEN_UP);
    window.fetch(form.action, {
      method: "POST", body: new URLSearchParams(new FormData(form)), signal: ending.signal
    }).then(function (answer) {
      var isDone = answer.redirected && new URL(answer.url).searchParams.has("da-ghi");
      if (isDone) {
        var kept = read();
        if (typedIn(kept) === what) { write({ rows: {}, more: [] }); }
        isTyped = false;
        window.location.replace(answer.url);
      } else if (answer.status === 409 || answer.status === 422 || answer.status === 401 && signsIn) {
        isTyped = false;
        form.submit();
      } else {
        button.disabled = false;
        if (answer.status < 500) { say("signed-out"); } else { later("busy", AGAIN); }
      }
    }).catch(function () {
      button.disabled = false;
      later("kept", AGAIN);
    }).finally(function () {
      window.clearTimeout(giveUp);
      isSending = false;
    });
  }

  function typed(event) {
    var name = event.target.name || "";
    isTyped = true;
    if (/^(thu|duyet|kichhoat|ghichu|xa|may|ca)\./.test(name)) { keep(name.slice(name.indexOf(".") + 1)); }
  }

  form.addEventListener("input", typed);
  form.addEventListener("submit", function (event) {
    isTyped = false;
    if (event.submitter && event.submitter.name) { return; }
    if (cannotKeep) { window.setTimeout(function () { button.disabled = true; }, 0); return; }
    event.preventDefault();
    send();
  });
  window.addEventListener("online", function () { if (read().asked) { send(); } });
  window.addEventListener("pageshow", function () { if (button && !isSending) { button.disabled = false; } });
  window.addEventListener("beforeunload", function (event) { if (isTyped && cannotKeep) { event.preventDefault(); } });
  if (!button) { return; }
  if (form.hasAttribute("data-typed")) {
    var kept = read();
    kept.asked = false;
    kept.sent = "";
    write(kept);
  } else {
    bringBack();
    if (read().asked) { send(); }
  }
  try { showOthers(); } catch (error) { cannotKeep = true; }
})();
