'use strict';
{
  // Magic, layout, rounds, salt, nonce: as safetynet/vault/passphrase.py writes them.
  const SALT_AT = 9, NONCE_AT = 25, BODY_AT = 37;
  const of = (id) => document.getElementById(id);

  const bytesOf = (base64) => Uint8Array.from(atob(base64.replace(/\s+/g, '')), (one) => one.charCodeAt(0));

  async function opened(phrase) {
    const sealed = bytesOf(of('sealed').textContent);
    const told = (phrase.toLowerCase().match(/[a-z]+/g) || []).join(' ');
    const raw = new TextEncoder().encode(told);
    const from = await crypto.subtle.importKey('raw', raw, 'PBKDF2', false, ['deriveKey']);
    const how = {
      name: 'PBKDF2', hash: 'SHA-256', salt: sealed.slice(SALT_AT, NONCE_AT),
      iterations: new DataView(sealed.buffer).getUint32(5),
    };
    const aes = { name: 'AES-GCM', length: 256 };
    const key = await crypto.subtle.deriveKey(how, from, aes, false, ['decrypt']);
    const seal = { name: 'AES-GCM', iv: sealed.slice(NONCE_AT, BODY_AT), additionalData: sealed.slice(0, BODY_AT) };
    const content = await crypto.subtle.decrypt(seal, key, sealed.slice(BODY_AT));
    return JSON.parse(new TextDecoder().decode(content));
  }

  function put(parent, name, text, attributes = {}) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return parent.appendChild(made);
  }

  function pairs(parent, found, say) {
    const list = put(parent, 'dl');
    for (const [term, text] of found) {
      put(list, 'dt', say(term));
      put(list, 'dd', say(text));
    }
  }

  function buttons(parent, packet, language, say) {
    const row = put(parent, 'div', '', { class: 'buttons' });
    for (const [code, word] of [['en', 'English'], ['es', 'Español']]) {
      const button = put(row, 'button', word, { type: 'button', lang: code, 'aria-pressed': String(code === language) });
      button.addEventListener('click', () => show(packet, code));
    }
    put(row, 'button', say(packet.words.print), { type: 'button', class: 'quiet' }).addEventListener('click', () => print());
    put(row, 'button', say(packet.words.close), { type: 'button', class: 'quiet' }).addEventListener('click', () => location.reload());
  }

  function show(packet, language) {
    const say = (text) => (typeof text === 'string' ? text : text[language]);
    const pages = of('pages');
    pages.replaceChildren();
    pages.hidden = false;
    document.documentElement.lang = language;
    const heading = put(pages, 'h1', say(packet.words.heading), { tabindex: '-1' });
    put(pages, 'p', say(packet.words.notice), { class: 'note' });
    buttons(pages, packet, language, say);
    put(pages, 'h2', say(packet.words.receipt));
    put(pages, 'p', packet.receipt, { class: 'code' });
    put(pages, 'p', say(packet.words.receipt_hint));
    put(pages, 'h2', say(packet.words.cover));
    pairs(pages, packet.facts, say);
    for (const [kind, word] of Object.entries(packet.kinds)) {
      const records = packet.records.filter((record) => record.category === kind);
      if (!records.length) continue;
      put(pages, 'h2', say(word));
      for (const record of records) {
        const day = new Date(record.written_on + 'T12:00').toLocaleDateString(language, { dateStyle: 'medium' });
        put(pages, 'h3', say(record.heading) + ' · ' + say(packet.words.written) + ' ' + day);
        pairs(pages, record.said, say);
      }
    }
    put(pages, 'p', say(packet.words.notice), { class: 'note' });
    heading.focus();
  }

  function refuse(english, spanish) {
    const place = of('problem');
    place.replaceChildren();
    put(place, 'p', english, { class: 'problem' });
    put(place, 'p', spanish, { class: 'problem', lang: 'es' });
    of('words').setAttribute('aria-invalid', 'true');
    of('words').focus();
  }

  of('ask').addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!(globalThis.crypto && crypto.subtle)) {
      refuse('This browser cannot open it. Use a current Chrome, Edge, Firefox or Safari.',
        'Este navegador no puede abrirlo. Use una versión actual de Chrome, Edge, Firefox o Safari.');
      return;
    }
    try {
      const packet = await opened(of('words').value);
      of('words').value = '';
      of('lock').hidden = true;
      show(packet, navigator.language.startsWith('es') ? 'es' : 'en');
    } catch {
      refuse('These are not the words that open it. Ask the sender again, by telephone.',
        'Estas no son las palabras que lo abren. Pregunte otra vez a quien lo envió, por teléfono.');
    }
  });
}
