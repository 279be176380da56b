// Moves stays by mouse and keys. Without it every stay still leads to a form that does the same.
(function () {
  "use strict";
  var main = document.getElementById("noi-dung");
  var message = document.querySelector("p.message");
  var FAR = 5, EDGE = 40, STEP = 24, DAY = 86400000;
  var drag = null, isBusy = false, dragged = false;
  if (!main || !message || !main.querySelector("table.timeline")) { return; }

  function table() { return main.querySelector("table.timeline"); }
  function editable() { return main.querySelector("table.timeline.may[data-back]"); }
  function all(selector, from) { return Array.prototype.slice.call((from || main).querySelectorAll(selector)); }
  function say(text) { message.textContent = text; }

  // The links of the table: Tab reaches one of them, arrows the others.
  function links() {
    return Array.prototype.slice.call(table().rows)
      .map(function (row) { return all("a", row); })
      .filter(function (row) { return row.length; });
  }
  function rove(chosen) {
    all("table.timeline a").forEach(function (link) { link.tabIndex = link === chosen ? 0 : -1; });
  }
  function enter() {
    if (!table()) { return; }
    rove(document.getElementById("vua-doi") || table().querySelector("a.stay") || table().querySelector("a"));
    if (table().querySelector("a")) { main.querySelector(".scroll").removeAttribute("tabindex"); }
    var opener = document.getElementById("mo-phim");
    if (opener) { opener.hidden = false; }
  }
  function focus(link) {
    if (!link) { return; }
    rove(link);
    link.focus();
  }
  function middle(link) { var box = link.getBoundingClientRect(); return (box.left + box.right) / 2; }
  function nearest(row, x) {
    return row.reduce(function (best, link) {
      return !best || Math.abs(middle(link) - x) < Math.abs(middle(best) - x) ? link : best;
    }, null);
  }
  function walk(link, key) {
    var rows = links();
    var at = rows.findIndex(function (row) { return row.indexOf(link) >= 0; });
    var row = rows[at], place = row.indexOf(link);
    if (key === "ArrowLeft") { focus(row[place - 1]); }
    if (key === "ArrowRight") { focus(row[place + 1]); }
    if (key === "Home") { focus(row[0]); }
    if (key === "End") { focus(row[row.length - 1]); }
    if (key === "ArrowUp" && at > 0) { focus(nearest(rows[at - 1], middle(link))); }
    if (key === "ArrowDown" && at < rows.length - 1) { focus(nearest(rows[at + 1], middle(link))); }
  }

  // Slots are counted from the first of 1970, as many a day as there are shifts.
  function heads() {
    return all("thead th.shift").map(function (cell) {
      var told = cell.getAttribute("data-slot"), cut = told.indexOf("|");
      return { cell: cell, day: told.slice(0, cut), shift: told.slice(cut + 1) };
    });
  }
  function shifts() {
    var found = heads();
    return found.filter(function (head) { return head.day === found[0].day; }).map(function (head) { return head.shift; });
  }
  function ordinal(day, shift) {
    var labels = shifts();
    return Date.parse(day) / DAY * labels.length + labels.indexOf(shift);
  }
  function slot(number) {
    var labels = shifts(), day = Math.floor(number / labels.length);
    return { day: new Date(day * DAY).toISOString().slice(0, 10), shift: labels[number - day * labels.length] };
  }
  function stay(link) { return new URL(link.href).searchParams; }

  function take(text) {
    var page = new DOMParser().parseFromString(text, "text/html");
    var fresh = page.getElementById("noi-dung");
    var told = page.querySelector("p.message");
    var scroll = main.querySelector(".scroll"), left = scroll ? scroll.scrollLeft : 0;
    main.replaceChildren.apply(main, Array.prototype.slice.call(fresh.childNodes).map(function (node) {
      return document.importNode(node, true);
    }));
    scroll = main.querySelector(".scroll");
    if (scroll) { scroll.scrollLeft = left; }
    enter();
    if (told && told.textContent) { say(told.textContent); }
  }
  function ask(address, form) {
    return fetch(address, form ? { method: "POST", body: form } : {}).then(function (answer) {
      return answer.text().then(function (text) { return { ok: answer.ok, status: answer.status, text: text }; });
    });
  }
  // Sends a change; a refusal is told, and where another window was first, what it has done is shown.
  function send(address, told, link) {
    var section = document.getElementById("nhap");
    if (isBusy || !section) { return; }
    isBusy = true;
    var back = table().getAttribute("data-back"), lost = table().getAttribute("data-lost");
    var href = link ? link.getAttribute("href") : "";
    var form = new URLSearchParams(told);
    form.set("phien", section.getAttribute("data-revision"));
    form.set("ve", back);
    ask(address, form).then(function (answer) {
      if (answer.ok) {
        take(answer.text);
        focus(document.getElementById("vua-doi") || table().querySelector("a.stay"));
        return null;
      }
      var page = new DOMParser().parseFromString(answer.text, "text/html");
      var alert = page.querySelector("[role=alert]") || page.querySelector("main p");
      var why = alert ? alert.textContent.trim() : lost;
      if (answer.status !== 409) { say(why); return null; }
      return ask(back).then(function (now) {
        take(now.text);
        say(why);
        focus(all("a.stay").find(function (each) { return each.getAttribute("href") === href; })
          || table().querySelector("a.stay"));
      });
    }).catch(function () { say(lost); }).then(function () { isBusy = false; });
  }
  function move(link, to, machine) {
    var told = stay(link);
    if (told.get("tu") === to.day && told.get("tu-ca") === to.shift && told.get("may") === machine) { return; }
    told.set("sang", to.day);
    told.set("sang-ca", to.shift);
    told.set("sang-may", machine);
    send("/nhap", told, link);
  }
  function shove(link, key) {
    var told = stay(link), to = { day: told.get("tu"), shift: told.get("tu-ca") }, machine = told.get("may");
    if (key === "ArrowLeft" || key === "ArrowRight") {
      to = slot(ordinal(to.day, to.shift) + (key === "ArrowLeft" ? -1 : 1) * shifts().length);
    } else {
      var row = link.closest("tr");
      row = key === "ArrowUp" ? row.previousElementSibling : row.nextElementSibling;
      if (!row) { return; }
      machine = row.getAttribute("data-line");
    }
    move(link, to, machine);
  }

  main.addEventListener("keydown", function (event) {
    var link = event.target.closest("table.timeline a");
    if (!link || event.altKey || event.ctrlKey || event.metaKey) { return; }
    if (!/^(Arrow(Left|Right|Up|Down)|Home|End)$/.test(event.key)) { return; }
    event.preventDefault();
    if (!event.shiftKey) { walk(link, event.key); }
    else if (link.classList.contains("stay") && editable()) { shove(link, event.key); }
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && drag) { letGo(); say(table().getAttribute("data-undone")); return; }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) || event.altKey) { return; }
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      var section = document.getElementById("nhap");
      if (section && editable() && section.getAttribute("data-steps") === "1") {
        event.preventDefault();
        send("/nhap/lui", {}, null);
      }
    } else if (event.key === "?" && !event.ctrlKey && document.getElementById("phim")) {
      event.preventDefault();
      document.getElementById("phim").showModal();
    }
  });
  main.addEventListener("click", function (event) {
    if (dragged) { dragged = false; event.preventDefault(); return; }
    if (event.target.closest("#mo-phim")) { document.getElementById("phim").showModal(); }
  });
  main.addEventListener("focusin", function (event) {
    var link = event.target.closest("table.timeline a");
    if (link) { rove(link); }
  });

  // Dragging: what is held moves by as many slots as the pointer does.
  function box(className) {
    var made = document.createElement("div");
    made.className = className;
    made.setAttribute("aria-hidden", "true");
    document.body.appendChild(made);
    return made;
  }
  function under(x) {
    return heads().find(function (head) {
      var at = head.cell.getBoundingClientRect();
      return x >= at.left && x < at.right;
    });
  }
  function aimed(x, y) {
    var found = document.elementFromPoint(x, y), row = found && found.closest("table.timeline tbody tr");
    var head = row && found.closest("td") ? under(x) : null;
    if (!head) { return null; }
    var to = drag.first + ordinal(head.day, head.shift) - drag.held;
    return { row: row, number: to, to: slot(to), machine: row.getAttribute("data-line") };
  }
  function begin() {
    var told = stay(drag.link), head = under(drag.x);
    drag.first = ordinal(told.get("tu"), told.get("tu-ca"));
    drag.count = ordinal(told.get("den"), told.get("den-ca")) - drag.first + 1;
    drag.held = head ? ordinal(head.day, head.shift) : drag.first;
    drag.ghost = box("ghost");
    drag.ghost.textContent = drag.link.textContent;
    drag.place = box("aim");
    document.body.classList.add("dragging");
  }
  function draw(x, y) {
    var scroll = main.querySelector(".scroll"), edge = scroll.getBoundingClientRect();
    if (x > edge.right - EDGE) { scroll.scrollLeft += STEP; }
    if (x < edge.left + EDGE) { scroll.scrollLeft -= STEP; }
    drag.ghost.style.transform = "translate(" + (x + 12) + "px," + (y + 12) + "px)";
    drag.aim = aimed(x, y);
    drag.place.hidden = !drag.aim;
    if (!drag.aim) { return; }
    var cells = heads().filter(function (head) {
      var number = ordinal(head.day, head.shift);
      return number >= drag.aim.number && number < drag.aim.number + drag.count;
    });
    drag.place.hidden = !cells.length;
    if (!cells.length) { return; }
    var row = drag.aim.row.getBoundingClientRect();
    var left = cells[0].cell.getBoundingClientRect().left;
    drag.place.style.left = left + "px";
    drag.place.style.top = row.top + "px";
    drag.place.style.height = row.height + "px";
    drag.place.style.width = cells[cells.length - 1].cell.getBoundingClientRect().right - left + "px";
  }
  function letGo() {
    if (drag && drag.ghost) { drag.ghost.remove(); drag.place.remove(); dragged = true; }
    document.body.classList.remove("dragging");
    drag = null;
    window.setTimeout(function () { dragged = false; }, 0);
  }
  main.addEventListener("dragstart", function (event) {
    if (event.target.closest && event.target.closest("a.stay")) { event.preventDefault(); }
  });
  main.addEventListener("pointerdown", function (event) {
    var cell = event.target.closest("table.timeline tbody td");
    var link = event.target.closest("a.stay") || (cell && cell.querySelector("a.stay"));
    if (!link || !editable() || isBusy || event.button || event.pointerType === "touch") { return; }
    drag = { link: link, x: event.clientX, y: event.clientY };
  });
  document.addEventListener("pointermove", function (event) {
    if (!drag) { return; }
    if (!drag.ghost) {
      if (Math.abs(event.clientX - drag.x) + Math.abs(event.clientY - drag.y) < FAR) { return; }
      begin();
    }
    event.preventDefault();
    draw(event.clientX, event.clientY);
  });
  document.addEventListener("pointerup", function (event) {
    if (!drag) { return; }
    var link = drag.link, aim = drag.ghost ? aimed(event.clientX, event.clientY) : null;
    letGo();
    if (aim) { move(link, aim.to, aim.machine); }
  });
  document.addEventListener("pointercancel", letGo);
  enter();
  if (location.hash === "#vua-doi") { focus(document.getElementById("vua-doi")); }
})();
