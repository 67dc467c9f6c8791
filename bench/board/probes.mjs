/* global requestAnimationFrame, MessageChannel, MutationObserver, Element */
// Both run in pages; nothing from outside of each is known there.

/** In the frame that VS Code puts around a page: notes when the page within was painted first. */
export function noteFirstPaint() {
  if (window === window.top) return;
  const page = () => document.querySelector('iframe')?.contentDocument;
  // Looks before each frame is painted.
  const look = () => {
    if (!page()?.querySelector('.row:not(.header-row), #bare')) return requestAnimationFrame(look);
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      // Told, not asked for: a question to the page would take time from it.
      console.debug('llp-painted', performance.timeOrigin + performance.now());
    };
    return channel.port2.postMessage(null);
  };
  requestAnimationFrame(look);
}

/** In the page of the board: what the benchmark does there, as functions of the window. */
export function installProbes() {
  const now = () => performance.timeOrigin + performance.now();
  /** Calls back when what is in the DOM now has been painted. */
  const whenPainted = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => then(now());
      channel.port2.postMessage(null);
    });

  const peers = {};
  const grid = () => document.querySelector('.grid');

  /** Boxes of the same size as the board: nothing in one, in the other rows of plain text that are used again. */
  function peer(who) {
    if (who === 'board') return grid();
    if (peers[who]) return peers[who];
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = grid();
    const box = document.createElement('div');
    box.style.cssText = `position:fixed;inset:0 auto auto 0;z-index:9;overflow:auto;contain:strict;background:#222;width:${clientWidth}px;height:${clientHeight}px`;
    const canvas = document.createElement('div');
    canvas.style.cssText = `position:relative;width:${scrollWidth}px;height:${scrollHeight}px`;
    box.append(canvas);
    if (who === 'list') fillList(box, canvas, clientWidth, clientHeight);
    document.body.append(box);
    peers[who] = box;
    return box;
  }

  function fillList(box, canvas, width, height) {
    const [rowHeight, cellWidth] = [44, 146];
    const [rows, columns] = [Math.ceil(height / rowHeight) + 2, Math.ceil(width / cellWidth) + 2];
    const cells = Array.from({ length: rows }, () => {
      const row = document.createElement('div');
      row.style.cssText = `position:absolute;top:0;left:0;display:flex;height:${rowHeight}px`;
      const own = Array.from({ length: columns }, () => {
        const cell = document.createElement('div');
        cell.style.cssText = `width:${cellWidth}px;flex-shrink:0;overflow:hidden;white-space:nowrap`;
        row.append(cell);
        return cell;
      });
      canvas.append(row);
      return { row, own, shown: '' };
    });
    const draw = () => {
      const [top, left] = [Math.floor(box.scrollTop / rowHeight), Math.floor(box.scrollLeft / cellWidth)];
      for (let index = top; index < top + rows; index++) {
        const place = cells[index % rows];
        if (place.shown === `${index} ${left}`) continue;
        place.shown = `${index} ${left}`;
        place.row.style.transform = `translate(${left * cellWidth}px, ${index * rowHeight}px)`;
        place.own.forEach((cell, column) => {
          cell.textContent = `${index} × ${left + column} points`;
        });
      }
    };
    box.addEventListener('scroll', draw);
    draw();
  }

  /** Scrolls once; milliseconds from the frame's beginning, when the page hears of it, until it is painted. */
  window.llpScroll = (who, x, y) =>
    new Promise((done) => {
      for (const [name, box] of Object.entries(peers)) box.style.display = name === who ? '' : 'none';
      const box = peer(who);
      requestAnimationFrame(() => {
        let heard = 0;
        box.addEventListener('scroll', () => (heard = now()), { capture: true, once: true });
        if (box.scrollLeft + box.clientWidth + x > box.scrollWidth) box.scrollLeft = 0;
        if (box.scrollTop + box.clientHeight + y > box.scrollHeight) box.scrollTop = 0;
        box.scrollBy(x, y);
        requestAnimationFrame(() => {
          const channel = new MessageChannel();
          channel.port1.onmessage = () => done(now() - heard);
          channel.port2.postMessage(null);
        });
      });
    });

  /** Clicks on the heading of a column in sight; milliseconds until rows changed, and until they were painted. */
  window.llpSort = (column) =>
    new Promise((done) => {
      for (const box of Object.values(peers)) box.style.display = 'none';
      const heading = document.querySelectorAll('.header-row .cell')[column];
      const begun = now();
      const changes = new MutationObserver(() => {
        changes.disconnect();
        const updated = now() - begun;
        whenPainted((painted) => done({ updated, painted: painted - begun }));
      });
      changes.observe(grid(), { childList: true, subtree: true, characterData: true, attributes: true });
      heading.click();
    });

  /** Watches the rows from now on; answers with a bot that is in sight. */
  window.llpWatch = () => {
    window.llpChange = null;
    for (const box of Object.values(peers)) box.style.display = 'none';
    grid().scrollTo(0, 0);
    const row = document.querySelectorAll('.row:not(.header-row)')[4];
    const touched = new Set();
    const cells = new Set();
    const changes = new MutationObserver((list) => {
      for (const { target } of list) {
        const element = target instanceof Element ? target : target.parentElement;
        if (element?.closest('.row')) touched.add(element.closest('.row'));
        if (element?.closest('.cell')) cells.add(element.closest('.cell'));
      }
      whenPainted((painted) => {
        if (touched.size === 0) return;
        changes.disconnect();
        window.llpChange = { painted, rows: touched.size, cells: cells.size };
      });
    });
    return new Promise((done) =>
      setTimeout(() => {
        changes.observe(grid(), { childList: true, subtree: true, characterData: true, attributes: true });
        done(JSON.parse(row.dataset.vscodeContext).botId);
      }, 200),
    );
  };
}
