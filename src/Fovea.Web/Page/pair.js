// Lets a device in. Only the files named pair.* are open to a device without a cookie, so words and calls are all here.
const words = {
  en: {
    gone: 'The computer does not answer. Are both on the same network?', noCode: 'Type the code first.', noName: 'Give this device a name.', wrong: 'This code is not right. Look at the computer and type it again.',
    phone: 'My phone', tablet: 'My tablet', computer: 'My computer',
  },
  de: {
    title: 'Dieses Gerät zulassen', intro: 'Gib den Code ein, den der Computer unter Bibliothek, Telefone und andere Geräte zeigt.', 'code-label': 'Code', 'name-label': 'Name dieses Geräts', go: 'Zulassen',
    safe: 'Nichts verlässt dein eigenes Netz.',
    gone: 'Der Computer antwortet nicht. Sind beide im selben Netz?', noCode: 'Gib zuerst den Code ein.', noName: 'Gib diesem Gerät einen Namen.', wrong: 'Dieser Code stimmt nicht. Sieh am Computer nach und gib ihn noch einmal ein.',
    phone: 'Mein Telefon', tablet: 'Mein Tablet', computer: 'Mein Computer',
  },
  zh: {
    title: '允许此设备访问', intro: '输入电脑上“照片库 → 手机和其他设备”中显示的代码。', 'code-label': '代码', 'name-label': '此设备的名称', go: '允许',
    safe: '数据不会离开你自己的网络。',
    gone: '电脑没有响应。两台设备在同一网络中吗？', noCode: '请先输入代码。', noName: '请为此设备命名。', wrong: '代码不正确，请查看电脑后重新输入。',
    phone: '我的手机', tablet: '我的平板', computer: '我的电脑',
  },
};

const language = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => words[tag]) ?? 'en';
const says = words[language];
const at = (id) => document.getElementById(id);
document.documentElement.lang = language === 'zh' ? 'zh-Hans' : language;
for (const [id, text] of Object.entries(says)) if (at(id)) at(id).textContent = text;

const [form, code, name, error, go] = ['form', 'code', 'name', 'error', 'go'].map(at);
name.value = says[/iPad|Tablet/i.test(navigator.userAgent) ? 'tablet' : /Mobi|Android|iPhone/i.test(navigator.userAgent) ? 'phone' : 'computer'];

// The drawing that a camera reads carries the code behind "#", which no server ever sees, or as ?code=.
const brought = decodeURIComponent(location.hash.slice(1)).replace(/^code=/, '') || new URLSearchParams(location.search).get('code') || '';
if (brought) {
  code.value = brought;
  history.replaceState(null, '', location.pathname);
  go.focus();
} else code.focus();

function refuse(field, text) {
  error.textContent = text;
  field.setAttribute('aria-invalid', 'true');
  field.focus();
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  error.textContent = '';
  for (const field of [code, name]) field.removeAttribute('aria-invalid');
  if (!code.value.trim()) return void refuse(code, says.noCode);
  if (!name.value.trim()) return void refuse(name, says.noName);
  go.disabled = true;
  try {
    const answer = await fetch('/api/v1/pair', {
      method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Fovea': '1' }, credentials: 'same-origin',
      body: JSON.stringify({ code: code.value.trim(), name: name.value.trim() }),
    });
    if (answer.ok) return void location.replace('/');
    const problem = await answer.json().catch(() => ({}));
    refuse(code, language === 'en' || answer.status === 429 ? problem.detail ?? says.wrong : says.wrong);
  } catch {
    refuse(code, says.gone);
  } finally {
    go.disabled = false;
  }
});
