#!/usr/bin/env node
import { endWith, guardOutput } from '@couchpass/terminal';
import { main } from './main.ts';

guardOutput(process);
await endWith(await main(process.argv.slice(2)));
