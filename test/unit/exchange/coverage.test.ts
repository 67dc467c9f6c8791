import { expect, it } from 'vitest';
import { temporaryStore } from '../builders';

/** Every column that an export carries. */
const exported: Record<string, string> = {
  bot: 'id name server model_id parameters file_name origin deleted_at created_at notes model',
  category: 'id title version position points prompts current',
  prompt: 'category_id id hash title position points text system rubric current seen_at',
  run:
    'id bot_id category_id prompt_id prompt_hash status error_code error provenance flags stats request model runtime ' +
    'rig_id output raw_log log_bytes log_sha256 started_at finished_at completion_tokens tokens_per_second ttft record',
  rig: 'id facts',
  answer: 'run_id text reasoning',
  remark_thread: 'id run_id part line lines quote before after resolved_at created_at',
  remark: 'id thread_id body created_at edited_at deleted_at',
  sheet_entry: 'score_id run_id base undo',
  stat_correction: 'id run_id name original value created_at',
  score: 'id run_id points max rubric parts whole extra note source given_by evidence created_at voided_at',
};

/**
 * Tables that hold no results of this person: worked out from others, work that is still to be done, what is stated or
 * found of this very machine (servers' facts, re-runs, the chain of its logs, where they were published, its model files), imported from
 * public benchmarks, which are imported again from where they came, or votes of the arena and comparisons by judges, which are
 * no scores.
 */
const left =
  /^(standing|run_score|board_cell|board_speed|board_proof|board_row|ledger|sqlite_.*|search_.*|tournament.*|benchmark_.*|job|lease|loaded_instance|server_lease|unfinished_import|check_sheet|program_finding|benchmark.*|stated|verification|publication|model_file|log_chain|arena_vote|judge_.*|verdict_draw)$/;

/**
 * Columns that say what was worked out already, which is done again after an import, and what was drawn from a
 * workspace's private seed, which stays there.
 */
const again = ['log_kept', 'checks_hash', 'checked_hash', 'tag', 'slug', 'drawn'];

it('an export knows every table and column: whoever adds one decides here whether it is exported', async () => {
  const { database } = await temporaryStore();
  const tables = database.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`);
  for (const { name } of tables) {
    if (left.test(name)) continue;
    expect(Object.keys(exported), `table ${name}`).toContain(name);
    const columns = database.all<{ name: string }>(`PRAGMA table_info('${name}')`).map((column) => column.name);
    expect(columns.filter((column) => !again.includes(column)).sort(), `columns of ${name}`).toEqual(
      exported[name]!.split(' ').sort(),
    );
  }
});
