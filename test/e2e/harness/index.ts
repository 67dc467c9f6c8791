export * from './axe';
export * from './dom';
export * from './launch';
export * from './palette';
export * from './sample';
export * from './settings';
export * from './webview';
export * from './workbench';
export { startPractice, type Practice } from '../../../scripts/lib/practice.mjs';
