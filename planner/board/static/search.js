// Tells how far a search is while its page is open. Without it the page tells the same whenever it is loaded again.
(function () {
  "use strict";
  var section = document.getElementById("tim");
  var address = section && section.getAttribute("data-stream");
  if (!address || !window.EventSource) { return; }
  var where = document.getElementById("tim-noi");
  var lasted = document.getElementById("tim-giay");
  var before = document.getElementById("tim-truoc");
  var goals = document.getElementById("tim-muc-tieu");
  var ending = document.getElementById("tim-dung");
  var stream = new EventSource(address);

  function cell(kind, text, isFigure) {
    var made = document.createElement(kind);
    made.textContent = text;
    if (kind === "th") { made.scope = "row"; }
    if (isFigure) { made.className = "number"; }
    return made;
  }

  function line(goal) {
    var row = document.createElement("tr");
    var name = cell("th", goal.goal, false);
    if (goal.is_final) {
      name.appendChild(document.createTextNode(" "));
      name.appendChild(cell("small", section.getAttribute("data-final"), false));
    }
    row.appendChild(name);
    [goal.value, goal.bound, goal.gap, goal.seconds].forEach(function (figure) {
      row.appendChild(cell("td", figure, true));
    });
    return row;
  }

  stream.onmessage = function (event) {
    var told = JSON.parse(event.data);
    if (told.is_over) {
      stream.close();
      if (told.next) { window.location.replace(told.next); } else { window.location.reload(); }
      return;
    }
    if (where.textContent !== told.told) { where.textContent = told.told; }
    lasted.textContent = told.lasted;
    if (before.children.length !== told.before.length) {
      before.replaceChildren.apply(before, told.before.map(function (each) { return cell("li", each, false); }));
      before.hidden = !told.before.length;
    }
    goals.replaceChildren.apply(goals, told.goals.map(line));
    ending.hidden = !told.can_be_ended;
  };
  window.addEventListener("pagehide", function () { stream.close(); });
})();
