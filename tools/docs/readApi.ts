import { join } from 'node:path';
import {
  Application,
  Converter,
  type DocumentReflection,
  LogLevel,
  type ProjectReflection,
  TSConfigReader,
  TypeDocReader,
} from 'typedoc';
import { root } from '../paths.ts';
import { GuideTheme } from './GuideTheme.ts';
import { sections } from './guides.ts';

export interface Api {
  readonly app: Application;
  readonly project: ProjectReflection;
  /** Messages about missing comments and broken links, one a line. */
  readonly faults: readonly string[];
}

/**
 * Reads the guides, and the public names with their comments, as `tools/docs/typedoc.json` configures.
 * @throws Error when the sources do not compile
 */
export async function readApi(): Promise<Api> {
  const options = join(root, 'tools', 'docs', 'typedoc.json');
  const app = await Application.bootstrapWithPlugins(
    {
      options,
      logLevel: LogLevel.Error,
      theme: 'guides',
      projectDocuments: sections.flatMap(({ pages }) => pages).map((page) => join(root, page)),
    },
    [new TypeDocReader(), new TSConfigReader()],
  );
  app.renderer.defineTheme('guides', GuideTheme);
  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_context, document: DocumentReflection) => {
    document.name = headingOf(document) ?? document.name;
  });
  const faults: string[] = [];
  app.logger.warn = (text: string) => void faults.push(text);
  app.logger.validationWarning = (text: string) => void faults.push(text);
  const project = await app.convert();
  if (!project) throw new Error('The sources do not compile: npm run check says why.');
  app.validate(project);
  return { app, project, faults };
}

/** The title in a page's text; the file may be called README. */
function headingOf({ content }: DocumentReflection): string | undefined {
  return /^# (.+)$/m.exec(content.map(({ text }) => text).join(''))?.[1]?.replaceAll('`', '');
}
