/*
 * Two indexes: `search_entry` over prompts (even row numbers) and bots (odd ones), of which there are hundreds, and
 * `search_answer` over answers, of which there may be a hundred thousand. A view each says what is indexed; the triggers
 * take a row out and put it in anew from there, in the transaction of the change, so that no code can forget to.
 */
const views = `
  -- Numbers for the versions of prompts, and what they are filtered by without reading their texts.
  CREATE TABLE search_prompt (
    id INTEGER PRIMARY KEY,
    category_id TEXT NOT NULL,
    prompt_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    current INTEGER NOT NULL,
    UNIQUE (category_id, prompt_id, hash)
  ) STRICT;
  CREATE INDEX run_prompt ON run (category_id, prompt_id, prompt_hash);

  CREATE VIEW search_prompt_source AS
    SELECT id, llp_words(text, aside), llp_words(title), llp_fold(aside) FROM (
      SELECT key.id * 2 AS id, title, text, concat_ws(' ', prompt.category_id, prompt.id, system, (
        SELECT group_concat(value, ' ') FROM json_tree(rubric) AS item WHERE item.type = 'text' AND item.key <> 'id'
      )) AS aside
      FROM search_prompt AS key
      JOIN prompt ON prompt.category_id = key.category_id AND prompt.id = key.prompt_id AND prompt.hash = key.hash
    );

  CREATE VIEW search_bot_source AS
    SELECT id, llp_words(notes, facts), llp_words(name), llp_fold(facts) FROM (
      SELECT id * 2 + 1 AS id, name, notes, concat_ws(' ', model_id, json_extract(parameters, '$.systemPrompt'), (
        SELECT group_concat(value, ' ') FROM json_each(model) AS fact
        WHERE fact.type = 'text' AND fact.key NOT IN ('id', 'server', 'state', 'type')
      )) AS facts
      FROM bot
    );

  CREATE VIEW search_answer_source AS
    SELECT id, llp_words(text, reasoning, note), llp_words(title), llp_fold(reasoning), llp_fold(note), keys FROM (
      SELECT run_id AS id, llp_keys(bot.id, run.category_id, run.practice) AS keys,
        bot.name || ' ' || COALESCE(prompt.title, run.prompt_id) AS title, answer.text, reasoning, (
        SELECT group_concat(note, ' ') FROM score WHERE score.run_id = answer.run_id AND voided_at IS NULL
      ) AS note
      FROM answer
      JOIN run ON run.id = answer.run_id
      JOIN bot ON bot.id = run.bot_id
      LEFT JOIN prompt
        ON prompt.category_id = run.category_id AND prompt.id = run.prompt_id AND prompt.hash = run.prompt_hash
      WHERE answer.text <> '' OR reasoning <> ''
    );
`;

const columns = { entry: 'text, title, aside', answer: 'text, title, reasoning, note, keys' };

// Answers are many, so their index keeps no copy of the text: snippets are made from the original. Such an index never
// takes a removed row off its counts, which is why the entries, which change often, are in an ordinary one. The text is
// the first column, as FTS5 spends two bytes a word and row on naming any other.
const tables = `
  CREATE VIRTUAL TABLE search_entry USING fts5 (${columns.entry}, tokenize = 'ascii');
  CREATE VIRTUAL TABLE search_answer USING fts5 (
    ${columns.answer}, content = '', contentless_delete = 1, tokenize = 'ascii'
  );
`;

/** Takes the rows out that `ids` selects, and puts in what the view has for them. */
function refresh(index: 'entry' | 'answer', view: string, ids: string): string {
  return `
    DELETE FROM search_${index} WHERE rowid IN (${ids});
    INSERT INTO search_${index} (rowid, ${columns[index]}) SELECT * FROM ${view} WHERE id IN (${ids});`;
}

const refreshPrompt = refresh(
  'entry',
  'search_prompt_source',
  'SELECT id * 2 FROM search_prompt WHERE category_id = new.category_id AND prompt_id = new.id AND hash = new.hash',
);
const refreshBot = refresh('entry', 'search_bot_source', 'SELECT new.id * 2 + 1');
const refreshRuns = (ids: string): string => refresh('answer', 'search_answer_source', ids);
const refreshPromptRuns = refreshRuns(
  'SELECT id FROM run WHERE category_id = new.category_id AND prompt_id = new.id AND prompt_hash = new.hash',
);

/** Facts of a model that change with each loading and are not indexed. */
const passing = "'$.state', '$.instances', '$.loadedContextLength'";

const triggers = `
  CREATE TRIGGER search_prompt_added AFTER INSERT ON prompt BEGIN
    INSERT OR IGNORE INTO search_prompt (category_id, prompt_id, hash, current)
      VALUES (new.category_id, new.id, new.hash, new.current);
    ${refreshPrompt}
    ${refreshPromptRuns}
  END;
  CREATE TRIGGER search_prompt_changed AFTER UPDATE OF title, text, system, rubric ON prompt BEGIN ${refreshPrompt} END;
  CREATE TRIGGER search_prompt_retitled AFTER UPDATE OF title ON prompt WHEN old.title <> new.title BEGIN
    ${refreshPromptRuns}
  END;
  CREATE TRIGGER search_prompt_superseded AFTER UPDATE OF current ON prompt WHEN old.current <> new.current BEGIN
    UPDATE search_prompt SET current = new.current
      WHERE category_id = new.category_id AND prompt_id = new.id AND hash = new.hash;
  END;
  CREATE TRIGGER search_prompt_deleted AFTER DELETE ON prompt BEGIN
    DELETE FROM search_entry WHERE rowid IN (
      SELECT id * 2 FROM search_prompt WHERE category_id = old.category_id AND prompt_id = old.id AND hash = old.hash
    );
    DELETE FROM search_prompt WHERE category_id = old.category_id AND prompt_id = old.id AND hash = old.hash;
  END;

  CREATE TRIGGER search_bot_added AFTER INSERT ON bot BEGIN ${refreshBot} END;
  CREATE TRIGGER search_bot_changed AFTER UPDATE OF name, notes, model_id, model, parameters ON bot
  WHEN (old.name, old.notes, old.model_id, old.parameters, json_remove(old.model, ${passing}))
    IS NOT (new.name, new.notes, new.model_id, new.parameters, json_remove(new.model, ${passing}))
  BEGIN ${refreshBot} END;
  CREATE TRIGGER search_bot_renamed AFTER UPDATE OF name ON bot WHEN old.name <> new.name BEGIN
    ${refreshRuns('SELECT id FROM run WHERE bot_id = new.id')}
  END;
  CREATE TRIGGER search_bot_deleted AFTER DELETE ON bot BEGIN
    DELETE FROM search_entry WHERE rowid = old.id * 2 + 1;
  END;

  CREATE TRIGGER search_answer_added AFTER INSERT ON answer BEGIN ${refreshRuns('SELECT new.run_id')} END;
  CREATE TRIGGER search_answer_changed AFTER UPDATE ON answer BEGIN ${refreshRuns('SELECT new.run_id')} END;
  CREATE TRIGGER search_answer_deleted AFTER DELETE ON answer BEGIN
    DELETE FROM search_answer WHERE rowid = old.run_id;
  END;
  CREATE TRIGGER search_run_moved AFTER UPDATE OF bot_id, category_id, prompt_id, prompt_hash ON run BEGIN
    ${refreshRuns('SELECT new.id')}
  END;

  CREATE TRIGGER search_note_added AFTER INSERT ON score WHEN new.note <> '' BEGIN
    ${refreshRuns('SELECT new.run_id')}
  END;
  CREATE TRIGGER search_note_changed AFTER UPDATE OF note, voided_at ON score WHEN old.note <> '' OR new.note <> ''
  BEGIN ${refreshRuns('SELECT new.run_id')} END;
  CREATE TRIGGER search_note_deleted AFTER DELETE ON score WHEN old.note <> '' BEGIN
    ${refreshRuns('SELECT old.run_id')}
  END;
`;

/** Puts in the prompts and bots that there are already. */
export const fillEntries = `
  INSERT OR IGNORE INTO search_prompt (category_id, prompt_id, hash, current)
    SELECT category_id, id, hash, current FROM prompt;
  INSERT INTO search_entry (rowid, ${columns.entry}) SELECT * FROM search_prompt_source;
  INSERT INTO search_entry (rowid, ${columns.entry}) SELECT * FROM search_bot_source;
`;
/** And the answers. */
export const fillAnswers = `
  INSERT INTO search_answer (rowid, ${columns.answer}) SELECT * FROM search_answer_source ORDER BY id;
`;
const fill = fillEntries + fillAnswers;

export const answerColumns = columns.answer;
/** The two empty indexes alone. */
export const searchTables = tables;

/** Tables, views and triggers of the full-text index, filled with what the database holds; needs the functions. */
export const searchSchema = views + tables + triggers + fill;

const refreshOneBot = `
  DELETE FROM search_entry WHERE rowid = new.id * 2 + 1;
  INSERT INTO search_entry (rowid, ${columns.entry})
    SELECT id, words, title_words, aside_words FROM search_bot_words WHERE bot_id = new.id;`;

/**
 * A step of the schema: a bot's words are found by its number. By the row’s, which is worked out from that, SQLite went
 * through all bots for each that was added: seconds for a server that lists thousands of models.
 */
export const botWordsByNumber = `
  CREATE VIEW search_bot_words AS
    SELECT bot_id, bot_id * 2 + 1 AS id, llp_words(notes, facts) AS words, llp_words(name) AS title_words,
      llp_fold(facts) AS aside_words
    FROM (
      SELECT id AS bot_id, name, notes, concat_ws(' ', model_id, json_extract(parameters, '$.systemPrompt'), (
        SELECT group_concat(value, ' ') FROM json_each(model) AS fact
        WHERE fact.type = 'text' AND fact.key NOT IN ('id', 'server', 'state', 'type')
      )) AS facts
      FROM bot
    );
  DROP TRIGGER search_bot_added;
  CREATE TRIGGER search_bot_added AFTER INSERT ON bot BEGIN ${refreshOneBot} END;
  DROP TRIGGER search_bot_changed;
  CREATE TRIGGER search_bot_changed AFTER UPDATE OF name, notes, model_id, model, parameters ON bot
  WHEN (old.name, old.notes, old.model_id, old.parameters, json_remove(old.model, ${passing}))
    IS NOT (new.name, new.notes, new.model_id, new.parameters, json_remove(new.model, ${passing}))
  BEGIN ${refreshOneBot} END;
`;
