#!/usr/bin/env node
import { guardOutput } from '@couchpass/terminal';
import { runFromProcess } from './main.ts';

guardOutput(process);
process.exitCode = await runFromProcess(process.argv.slice(2));
