// Kept by the worker: what is seen while nothing answers. The words are here, because texts.json cannot be asked for.
const words = {
  de: ['Fovea läuft nicht.', 'Starte es wieder, dann ist diese Seite zurück.'],
  zh: ['Fovea 已停止。', '重新启动后，此页面会自动恢复。'],
};

let chosen = null;
try { chosen = JSON.parse(localStorage.getItem('fovea.language')); } catch { /* The browser's language then. */ }
const language = [chosen, ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase()).find((tag) => tag === 'en' || words[tag]);
if (words[language]) {
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : language;
  document.getElementById('title').textContent = words[language][0];
  document.getElementById('text').textContent = words[language][1];
}

// Any answer means that it runs again, also one that asks to sign in.
async function look() {
  try {
    await fetch('/api/v1/session', { cache: 'no-store' });
    location.reload();
  } catch {
    setTimeout(look, 2000);
  }
}
setTimeout(look, 2000);
