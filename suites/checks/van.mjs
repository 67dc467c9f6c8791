// Reads the plan of a block of answers and asks whether it keeps every rule: driving times, windows, lunch, return.
import { readFileSync } from 'node:fs';

const text = readFileSync(new URL('./answer.txt', import.meta.url), 'utf8');
const value = (key) => (new RegExp(`^\\W*${key}\\W*[=:]\\s*(.+)$`, 'im').exec(text)?.[1] ?? '').trim();
const time = (key) => {
  const [, hours, minutes] = /^\W*(\d{1,2}):(\d{2})/.exec(value(key)) ?? [];
  return hours === undefined ? refuse(`${key} has no time`) : Number(hours) * 60 + Number(minutes);
};
function refuse(what) {
  console.log(what);
  process.exit(1);
}
const names = ['Depot', 'Ashby', 'Birchfield', 'Cedarholm', 'Dornfield', 'Elmsworth'];
const minutes = [
  [0, 30, 15, 20, 30, 15],
  [30, 0, 30, 25, 10, 45],
  [15, 30, 0, 35, 35, 20],
  [20, 25, 35, 0, 20, 35],
  [30, 10, 35, 20, 0, 45],
  [15, 45, 20, 35, 45, 0],
];
const stays = { Ashby: 40, Birchfield: 30, Cedarholm: 45, Dornfield: 30, Elmsworth: 35 };
const order = value('order').match(/[A-Za-z]+/g) ?? [];
const lunch = time('lunch');
const where = names.find((name) => value('lunch_in').toLowerCase().startsWith(name.toLowerCase()));
if ([...order].sort().join() !== Object.keys(stays).join()) refuse('the order does not name each village once');
if (!where || where === 'Depot') refuse('lunch is in no village');
if (lunch < 690 || lunch > 780) refuse('lunch does not begin between 11:30 and 13:00');
let [place, clock, eaten] = ['Depot', 510, false];
for (const name of order) {
  clock += minutes[names.indexOf(place)][names.indexOf(name)];
  const begin = time(name);
  const before = name === where && lunch < begin;
  if (before) {
    if (lunch < clock) refuse(`lunch begins before the van is in ${name}`);
    [clock, eaten] = [lunch + 30, true];
  }
  if (begin < clock) refuse(`the stop in ${name} begins before the van is there`);
  clock = begin + stays[name];
  if (name === 'Ashby' && (begin < 540 || clock > 630)) refuse('Ashby is not between 9:00 and 10:30');
  if (name === 'Cedarholm' && (begin < 600 || clock > 720)) refuse('Cedarholm is not between 10:00 and 12:00');
  if (name === 'Dornfield' && begin < 750) refuse('Dornfield begins before 12:30');
  if (name === where && !before) {
    if (lunch < clock) refuse(`lunch and the stop in ${name} overlap`);
    [clock, eaten] = [lunch + 30, true];
  }
  place = name;
}
if (!eaten) refuse('there is no lunch');
clock += minutes[names.indexOf(place)][0];
if (time('return') < clock) refuse('the van is back before it can be');
