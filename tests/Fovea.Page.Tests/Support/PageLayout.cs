namespace Fovea.Page.Tests.Support;

/// <summary>What must hold of every state at every size: no scrolling sideways, nothing that can be pressed outside of the window, no text cut off without a sign.</summary>
internal static class PageLayout
{
    private const string Check = """
        () => {
          const wrong = [];
          const name = (node) => `${node.localName}${node.id ? '#' + node.id : ''}.${[...node.classList].join('.')} "${(node.textContent || node.getAttribute('aria-label') || '').trim().slice(0, 40)}"`;
          const root = document.scrollingElement;
          if (root.scrollWidth > root.clientWidth) wrong.push(`the page is ${root.scrollWidth} px wide in a window of ${root.clientWidth}`);
          const modal = [...document.querySelectorAll('dialog:modal')].at(-1);
          for (const node of (modal ?? document.body).querySelectorAll('*')) {
            if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
            const box = node.getBoundingClientRect();
            if (box.width < 2 || box.height < 2 || node.closest('svg, .hidden-text, .skip')) continue;
            const style = getComputedStyle(node);
            if (node.matches('button, a, input, select, summary, [role=gridcell]') && (box.left < -1 || box.right > innerWidth + 1) && !node.closest('.chips')) wrong.push(`outside: ${name(node)} ${Math.round(box.left)}–${Math.round(box.right)}`);
            const hasText = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim() !== '');
            if (hasText && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0 && style.overflowX === 'hidden' && style.textOverflow !== 'ellipsis') wrong.push(`cut off: ${name(node)}`);
            if (node.matches('button, .button, .chip, summary, .heading-text, dt, dd') && hasText) {
              const range = document.createRange();
              range.selectNodeContents(node);
              const text = range.getBoundingClientRect();
              if (style.overflowX === 'visible' && (text.right > box.right + 2 || text.left < box.left - 2)) wrong.push(`text sticks out: ${name(node)}`);
              if (node.childElementCount === 0 && (text.bottom > box.bottom + 3 || text.top < box.top - 3)) wrong.push(`text sticks out below: ${name(node)}`);
            }
          }
          return wrong;
        }
        """;

    public static async Task AssertAsync(FoveaPage page)
    {
        var wrong = await page.Page.EvaluateAsync<string[]>(Check);
        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }
}
