import { render } from 'preact';
import type { ReportData } from '../exchange/export/reportData';
import { Snapshot, textOf } from './snapshot';
import { App } from './ui/App';
import './report.css';

const root = document.getElementById('root');
if (root) render(<App data={JSON.parse(textOf('data')) as ReportData} snapshot={new Snapshot()} />, root);
