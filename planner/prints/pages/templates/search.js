(function () {
  var box = document.getElementById("tim"), input = document.getElementById("tu-tim");
  var told = document.getElementById("so-tim-thay");
  if (!String.prototype.normalize) { return; }
  function plain(text) {
    return text.toLowerCase().replace(/đ/g, "d").normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }
  var groups = Array.prototype.slice.call(document.querySelectorAll("section.group"));
  var rows = Array.prototype.slice.call(document.querySelectorAll("section.group tbody tr"));
  var names = rows.map(function (row) { return plain(row.textContent); });
  function search() {
    var words = plain(input.value).split(/\s+/).filter(Boolean), found = 0;
    rows.forEach(function (row, place) {
      var fits = words.every(function (word) { return names[place].indexOf(word) >= 0; });
      row.hidden = !fits;
      if (fits) { found += 1; }
    });
    groups.forEach(function (group) { group.hidden = !group.querySelector("tbody tr:not([hidden])"); });
    told.textContent = words.length ? "Tìm thấy " + found + " đơn vị" : "";
  }
  box.hidden = false;
  input.addEventListener("input", search);
  search();
})();
