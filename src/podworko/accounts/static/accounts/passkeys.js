// Passkeys: makes one, or asks the device for one, and sends what it answered by the form.
//
//   <form data-passkey="create|get|sign-in" data-options="id of the JSON">
//     <input type="hidden" name="credential"> <button> <p data-passkey-error hidden>
//
// "sign-in" asks the server for its question only when the button is pressed.

const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const withBytes = (one) => ({ ...one, id: bytes(one.id) });

function forCreating({ publicKey }) {
  return {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    user: withBytes(publicKey.user),
    excludeCredentials: (publicKey.excludeCredentials ?? []).map(withBytes),
    // A key that signs in alone: it knows whose it is, and asks for a PIN, finger or face.
    authenticatorSelection: {
      ...publicKey.authenticatorSelection,
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
  };
}

function forAsking({ publicKey }) {
  return {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    allowCredentials: (publicKey.allowCredentials ?? []).map(withBytes),
  };
}

function asJson(credential) {
  const { response } = credential;
  const told = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) told[name] = text(response[name]);
  }
  if (response.getTransports) told.transports = response.getTransports();
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: told,
  });
}

async function question(form) {
  if (form.dataset.passkey !== "sign-in") {
    return JSON.parse(document.getElementById(form.dataset.options).textContent);
  }
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json()).request_options;
}

async function answerOf(form) {
  const asked = await question(form);
  return form.dataset.passkey === "create"
    ? navigator.credentials.create({ publicKey: forCreating(asked.creation_options) })
    : navigator.credentials.get({ publicKey: forAsking(asked.request_options ?? asked) });
}

async function send(form) {
  const error = form.querySelector("[data-passkey-error]");
  error.hidden = true;
  try {
    form.elements.credential.value = asJson(await answerOf(form));
  } catch {
    // Given up, refused or run out of time: people may try again, nothing is lost.
    error.hidden = false;
    return;
  }
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form);
  });
}
