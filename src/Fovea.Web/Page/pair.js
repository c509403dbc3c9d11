// Lets a device in. Only the files named pair.* are open to a device without a cookie, so words and calls are all here.
const words = {
  en: {
    gone: 'The computer does not answer. Are both on the same network?', noCode: 'Type the code first.', noName: 'Give this device a name.', other: 'That did not work. Try again.',
    'wrong-code': 'This code is not right. Look at the computer and type it again.', 'no-code': 'The computer shows no code now, or this one was used or is too old. Let it show a new one.', 'too-soon': 'That was wrong too often. Wait {n} s and try again.',
    phone: 'My phone', tablet: 'My tablet', computer: 'My computer',
  },
  de: {
    title: 'Dieses Gerät zulassen', intro: 'Gib den Code ein, den der Computer unter Bibliothek, Telefone und andere Geräte zeigt, oder richte die Kamera auf das Bild dort.', 'code-label': 'Code', 'name-label': 'Name dieses Geräts', go: 'Zulassen',
    safe: 'Dieses Gerät kann dann suchen und Fotos ansehen. Nichts verlässt dein eigenes Netz.',
    gone: 'Der Computer antwortet nicht. Sind beide im selben Netz?', noCode: 'Gib zuerst den Code ein.', noName: 'Gib diesem Gerät einen Namen.', other: 'Das ging nicht. Versuch es noch einmal.',
    'wrong-code': 'Dieser Code stimmt nicht. Sieh am Computer nach und gib ihn noch einmal ein.', 'no-code': 'Der Computer zeigt gerade keinen Code, oder dieser wurde schon benutzt oder ist zu alt. Lass ihn einen neuen zeigen.', 'too-soon': 'Das war zu oft falsch. Warte {n} s und versuch es noch einmal.',
    phone: 'Mein Telefon', tablet: 'Mein Tablet', computer: 'Mein Computer',
  },
  zh: {
    title: '允许此设备访问', intro: '输入电脑上“照片库 → 手机和其他设备”中显示的代码，或用相机对准那里的二维码。', 'code-label': '代码', 'name-label': '此设备的名称', go: '允许',
    safe: '此设备随后可以搜索和查看照片。数据不会离开你自己的网络。',
    gone: '电脑没有响应。两台设备在同一网络中吗？', noCode: '请先输入代码。', noName: '请为此设备命名。', other: '操作失败，请重试。',
    'wrong-code': '代码不正确，请查看电脑后重新输入。', 'no-code': '电脑当前没有显示代码，或此代码已使用或已过期。请在电脑上生成新代码。', 'too-soon': '错误次数过多，请等待 {n} 秒后重试。',
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
  field.after(error);
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
    refuse(code, (says[problem.code] ?? says.other).replace('{n}', answer.headers.get('Retry-After') ?? ''));
  } catch {
    refuse(code, says.gone);
  } finally {
    go.disabled = false;
  }
});
