#!/usr/bin/env node
import { guardOutput } from '@couchpass/terminal';
import { main } from './main.ts';

guardOutput(process);
process.exitCode = await main(process.argv.slice(2));
