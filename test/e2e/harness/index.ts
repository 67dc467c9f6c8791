export * from './launch';
export * from './palette';
export * from './webview';
export * from './workbench';
export { startPractice, type Practice } from '../../../scripts/lib/practice.mjs';
