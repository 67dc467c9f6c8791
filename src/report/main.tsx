import { render } from 'preact';
import type { ReportData } from '../exchange/export/reportData';
import { Formats } from '../l10n/formats';
import { Snapshot, textOf } from './snapshot';
import { App } from './ui/App';
import { Speaking } from './ui/words';
import './report.css';

const root = document.getElementById('root');
const data = JSON.parse(textOf('data')) as ReportData;
const words = { strings: data.strings, formats: new Formats(data.language) };
if (root)
  render(
    <Speaking value={words}>
      <App data={data} snapshot={new Snapshot(data.strings)} />
    </Speaking>,
    root,
  );
