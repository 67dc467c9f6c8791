import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeSettings,
  clearNotifications,
  editorText,
  launch,
  notification,
  openBox,
  openView,
  quickPick,
  rowMenu,
  runCommand,
  startPractice,
  treeRow,
  webview,
  type Practice,
  type Session,
} from './harness';

/** What VS Code itself says stays English here, as it does for a person whose language pack lacks a text. */
describe('with Vietnamese as the display language', () => {
  let practice: Practice;
  let vs: Session;

  beforeAll(async () => {
    practice = await startPractice({ args: ['--speed', 'max'] });
    vs = await launch({
      displayLanguage: 'vi',
      locale: 'vi',
      settings: { 'llp.servers': [{ url: practice.url, name: 'LM Studio' }] },
    });
  });
  afterAll(async () => {
    await vs?.stop();
    await practice?.stop();
  });

  it('the views and their rows are Vietnamese', async () => {
    const { page } = vs;
    const sideBar = await openView(page, 'Local LLM Playground');
    await treeRow(page, 'practice/thinker-8b').waitFor();
    await treeRow(page, /Booting.*6 prompt · 385 điểm/).waitFor();
    const titles = await sideBar.locator('.pane-header .title').allInnerTexts();
    expect(titles.map((title) => title.toLowerCase())).toEqual(['bot', 'prompt', 'giải đấu', 'tìm kiếm']);
    expect(await treeRow(page, 'practice/swift-3b@q4_k_m').getAttribute('aria-label')).toContain('đã nạp');
    await vs.screenshot('vietnamese-bots');
  });

  it('an answer is asked for, saved and scored in Vietnamese', async () => {
    const { page } = vs;
    await rowMenu(page, treeRow(page, 'practice/thinker-8b'), 'Chạy: gửi một prompt…');
    await quickPick(page, 'Booting');
    await page.getByPlaceholder('Prompt nào?').waitFor();
    await vs.screenshot('vietnamese-pick');
    await quickPick(page, 'Teaching');
    const complete = notification(page, 'Câu trả lời đã hoàn chỉnh. Lưu vào llm_outputs?');
    await complete.waitFor({ timeout: 60_000 });
    await vs.screenshot('vietnamese-answer');
    await complete.getByRole('button', { name: 'Lưu và chấm điểm' }).click();
    const form = await webview(page, 'llp.ingest');
    await form.getByRole('button', { name: /^Đủ/ }).first().waitFor();
    for (const button of await form.getByRole('button', { name: /^Đủ/ }).all()) await button.click();
    await clearNotifications(page);
    await vs.screenshot('vietnamese-ingest');
    await form.getByRole('button', { name: 'Lưu', exact: true }).click();
    await form
      .getByText(/Đã lưu: 40\/40 điểm/)
      .first()
      .waitFor();
  });

  it('the leaderboard is Vietnamese, with figures as Vietnamese writes them', async () => {
    const { page } = vs;
    await runCommand(page, 'LLP: Mở bảng xếp hạng');
    const board = await webview(page, 'llp.leaderboard');
    const row = board.getByRole('row').filter({ hasText: 'practice/thinker-8b' });
    await row.waitFor();
    expect(await row.innerText()).toMatch(/\d\s%/);
    const heads = await board.getByRole('columnheader').allInnerTexts();
    expect(heads.join(' ')).toContain('1.200');
    expect(heads.join(' ')).toMatch(/Bot[^]*Trung bình[^]*Sao[^]*Tốc độ/);
    await clearNotifications(page);
    await vs.screenshot('vietnamese-leaderboard');
  });

  it('a bot’s details and its parameters are Vietnamese', async () => {
    const { page } = vs;
    await rowMenu(page, treeRow(page, 'practice/thinker-8b'), 'Hiện chi tiết');
    const details = await webview(page, 'llp.details');
    await details.getByText('Nhiệt độ').waitFor();
    await vs.screenshot('vietnamese-details');
    await rowMenu(page, treeRow(page, 'practice/thinker-8b'), 'Sửa tham số…');
    await quickPick(page, 'Nhiệt độ');
    await (await openBox(page)).fill('7');
    await page.locator('.quick-input-message', { hasText: 'Nhiệt độ phải là: 0 đến 2.' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  it('an error is told in Vietnamese', async () => {
    const { page } = vs;
    await practice.stop();
    await rowMenu(page, treeRow(page, 'practice/thinker-8b'), 'Chạy: gửi một prompt…');
    await quickPick(page, 'Booting');
    await quickPick(page, 'Teaching');
    await notification(page, /Không có máy chủ nào chạy tại 127\.0\.0\.1:\d+\. Hãy khởi động máy chủ/).waitFor();
    await vs.screenshot('vietnamese-error');
    await clearNotifications(page);
  });

  it('of an error that a server states only the server’s own words stay as they are', async () => {
    const { page } = vs;
    practice = await startPractice({ args: ['--speed', 'max', '--faults'] });
    changeSettings(vs, { 'llp.servers': [practice.url] });
    await rowMenu(page, treeRow(page, 'practice/fault-compute-error'), 'Chạy: gửi một prompt…');
    await quickPick(page, 'Booting');
    await quickPick(page, 'Teaching');
    await notification(
      page,
      /"practice\/fault-compute-error" gặp lỗi khi đang trả lời: .*Compute error.* Hãy xem nhật ký của máy chủ; nạp lại mô hình thường có ích/,
    ).waitFor({ timeout: 30_000 });
    expect(await editorText(page).innerText()).toMatch(/\*\*bị\s+cắt\s+ngang\*\*/);
    await vs.screenshot('vietnamese-stated-error');
  });
});
