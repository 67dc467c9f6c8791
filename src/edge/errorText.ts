import * as vscode from 'vscode';
import { translateError } from '../l10n/said';
import { ServerError, type ServerErrorCode } from '../model/server';
import { asStoreError, StoreError } from '../playground';
import { coreText } from './coreText';

/**
 * What went wrong, for a person. The core speaks English, since its sentences also stand in the database, the logs and
 * on the command line. In another language they are translated where they are known; where one is not, what its code
 * comes to stands before it.
 */
export function errorText(thrown: unknown): string {
  const error = asStoreError(thrown);
  const english = error instanceof Error ? error.message : String(error);
  const sentence =
    translateError(error, (template, ...values) => vscode.l10n.t(template, ...values)) ?? coreText(english);
  if (vscode.l10n.bundle === undefined || sentence !== english) return sentence;
  const summary = summaryOf(error);
  return summary === undefined ? sentence : `${summary} (${sentence})`;
}

function summaryOf(error: unknown): string | undefined {
  if (error instanceof ServerError) return serverSummary(error.code);
  return error instanceof StoreError ? storeSummary(error.code) : undefined;
}

function serverSummary(code: ServerErrorCode): string {
  const summaries: Record<ServerErrorCode, string> = {
    unreachable: vscode.l10n.t('The server does not answer. Start it and try again.'),
    'wrong-address': vscode.l10n.t('This is not the address of a model server. Check it in the settings.'),
    'wrong-route': vscode.l10n.t('The server does not know this request. Check its address and kind in the settings.'),
    unauthorized: vscode.l10n.t('The server wants an API key, or another one.'),
    'no-model-loaded': vscode.l10n.t('No model is loaded on the server.'),
    'unknown-model': vscode.l10n.t('The server does not have this model any more.'),
    'load-failed': vscode.l10n.t('The server could not load the model.'),
    loading: vscode.l10n.t('The model is still being loaded. Try again in a moment.'),
    'context-overflow': vscode.l10n.t('The prompt is longer than the model’s context.'),
    'rate-limited': vscode.l10n.t('The server has too much to do. Try again in a moment.'),
    'server-error': vscode.l10n.t('The server failed.'),
    'runtime-error': vscode.l10n.t('The model stopped with an error while it answered.'),
    'bad-request': vscode.l10n.t('The server refused the request. Check the bot’s parameters.'),
    template: vscode.l10n.t('The chat template of the model takes no such messages.'),
    'too-large': vscode.l10n.t('The request is larger than the server takes. Shorten the prompt.'),
    proxy: vscode.l10n.t('A proxy on the way to the server refuses. Check the proxy settings.'),
    'bad-response': vscode.l10n.t('The server’s answer cannot be understood.'),
    'empty-answer': vscode.l10n.t('The model answered nothing.'),
    truncated: vscode.l10n.t('The answer broke off before it was complete.'),
    stalled: vscode.l10n.t('The server sent nothing more for too long.'),
    'connection-lost': vscode.l10n.t('The connection to the server broke.'),
    cancelled: vscode.l10n.t('The run was cancelled.'),
  };
  return summaries[code];
}

function storeSummary(code: StoreError['code']): string {
  const summaries: Record<StoreError['code'], string> = {
    damaged: vscode.l10n.t('The database is damaged. Nothing was changed in it.'),
    locked: vscode.l10n.t('The database is in use by another program. Close that and try again.'),
    emptied: vscode.l10n.t('The database is empty, though results had been stored in it. Restore the latest backup.'),
    index: vscode.l10n.t('The search index is broken and is being made anew. No answer is lost.'),
    foreign: vscode.l10n.t('This file is a database of another program. Name another one in the settings.'),
    'no-locks': vscode.l10n.t('This drive cannot lock files, as LLP needs it. Move the folder to a local drive.'),
    full: vscode.l10n.t('The disk is full. Nothing more was stored; free some space and try again.'),
    'file-limit': vscode.l10n.t('The system does not allow files as large as the database. Raise the limit.'),
    'too-many-files': vscode.l10n.t('Too many files are open. Close other programs and try again.'),
    readonly: vscode.l10n.t('The database can only be read. Nothing was stored.'),
    permission: vscode.l10n.t('You may not write the database. It may belong to another user.'),
    'cannot-open': vscode.l10n.t('The database cannot be opened. Check that its folder is there.'),
    io: vscode.l10n.t('The disk or network drive does not read or write as it should. Check it and try again.'),
    memory: vscode.l10n.t('There is not enough memory. Close other programs and try again.'),
    gone: vscode.l10n.t('The database was removed or replaced while it was open. What was just saved is not in it.'),
    failed: vscode.l10n.t('The database refused this step. Nothing was stored.'),
    newer: vscode.l10n.t('The database was written by a newer version of LLP. Update the extension.'),
    'no-sqlite': vscode.l10n.t('This editor is too old for LLP. Update VS Code.'),
    'no-fts5': vscode.l10n.t('This editor is too old for LLP. Update VS Code.'),
  };
  return summaries[code];
}
