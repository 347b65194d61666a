// Lets a style that a script of ours puts into a page apply, though the policy of the desk lets no
// style stand in a page itself: it is adopted as a sheet of the document (docs/adr/0012).
(function () {
  "use strict";
  var make = Document.prototype.createElement;

  function adopted(page, options) {
    // Its text is kept where no browser shows it or takes it for a style sheet.
    var element = make.call(page, "template", options);
    var sheet = new CSSStyleSheet();
    page.adoptedStyleSheets = page.adoptedStyleSheets.concat(sheet);
    new MutationObserver(function () { sheet.replaceSync(element.textContent); })
      .observe(element, { childList: true, characterData: true, subtree: true });
    return element;
  }

  Document.prototype.createElement = function (name, options) {
    if (this === document && String(name).toLowerCase() === "style") return adopted(this, options);
    return make.call(this, name, options);
  };
})();
