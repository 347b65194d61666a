// Shows the ways by passkey where this browser and this address can use them, and says in words
// what went wrong with one.
(function () {
  "use strict";
  var isNamed = !/^[\d.]+$|:/.test(location.hostname);
  var can = Boolean(window.PublicKeyCredential) && window.isSecureContext && isNamed;
  document.querySelectorAll("[data-passkeys]").forEach(function (one) { one.hidden = !can; });
  document.querySelectorAll("[data-no-passkeys]").forEach(function (one) { one.hidden = can; });

  document.addEventListener("allauth.error", function (event) {
    var name = event.detail && event.detail.exception && event.detail.exception.name;
    var words = {
      NotAllowedError: "It was not confirmed, or took too long. Try again.",
      InvalidStateError: "This device or key has been added before."
    };
    document.querySelectorAll("[data-passkey-trouble]").forEach(function (one) {
      one.textContent = words[name] || "The passkey could not be used here.";
      one.hidden = false;
    });
  });
})();
