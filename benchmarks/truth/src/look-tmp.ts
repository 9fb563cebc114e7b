import { madeCases } from '@incidentfox/benchmark-changes/made-cases';
import { randomSystems } from '@incidentfox/benchmark-rca/random-systems';
const [id,svc,sig]=process.argv.slice(2);
const num=Number(id!.split('-').at(-1));
const gen:any = id!.startsWith('own')?madeCases(1):randomSystems(Math.floor(num/1_000_003),num%1_000_003+1);
for(const c of gen){ if(c.id!==id) continue; const o=c.observations; console.log(new Date(o.alarmAt).toISOString(), new Date(o.window.from).toISOString(), new Date(o.window.to).toISOString());
 for(const s of o.series) if(s.service===svc&&s.signal===sig) console.log(s.name,s.peer,s.side,JSON.stringify(s.labels),s.unit,s.stepMs,s.points.map(([t,v]:any)=>new Date(t).toISOString().slice(11,19)+'='+(v===null?'-':+v.toPrecision(3))).join(' '), s.weekEarlier?'WEEK '+s.weekEarlier.length:'');
 if(sig==='logs') for(const l of o.logs) if(l.service===svc) for(const x of l.lines.slice(0,60)) console.log(l.level,new Date(x.at).toISOString(),x.level,x.message,'| total',l.total,l.lines.length,l.baselineLines.length);
}
