import { readFileSync } from 'node:fs';
import { readMix } from '/work/lab/local/lab/mix.ts';
import { simulate } from '/work/lab/local/lab/simulate.ts';
import { SYNTHETIC } from '/work/lab/local/lab/curve.ts';
const [calls='200', days='2', file='default']=process.argv.slice(2);
const t=Date.now();
const mix=readMix(readFileSync(`/work/lab/local/lab/mixes/${file}.json`,'utf8'),file);
const s=await simulate({mix,curve:SYNTHETIC,calls:Number(calls),days:Number(days),seed:1});
for(const g of s.groups){const {waits,group,...r}=g;console.log(JSON.stringify(r))}
console.log(JSON.stringify(s.levels),s.blocked,s.disagreements);
console.error(Date.now()-t,'ms', Math.round(process.memoryUsage.rss()/1e6),'MB');
