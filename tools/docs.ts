import { join } from 'node:path';
import {
  Application,
  LogLevel,
  type ProjectReflection,
  TSConfigReader,
  TypeDocReader,
} from 'typedoc';
import { root } from './paths.ts';

export interface Api {
  readonly app: Application;
  readonly project: ProjectReflection;
  /** What has no comment, or leads nowhere; in words, one a line. */
  readonly faults: readonly string[];
}

/**
 * The public names of the core and of the shells with their comments, by `tools/typedoc.json`.
 * @throws Error when the sources do not compile
 */
export async function readApi(): Promise<Api> {
  const options = join(root, 'tools', 'typedoc.json');
  const app = await Application.bootstrapWithPlugins({ options, logLevel: LogLevel.Error }, [
    new TypeDocReader(),
    new TSConfigReader(),
  ]);
  const faults: string[] = [];
  app.logger.warn = (text: string) => void faults.push(text);
  app.logger.validationWarning = (text: string) => void faults.push(text);
  const project = await app.convert();
  if (!project) throw new Error('The sources do not compile: npm run check says why.');
  app.validate(project);
  return { app, project, faults };
}
