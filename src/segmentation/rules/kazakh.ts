import type { LanguageRules } from "./language-rules.ts";
import { russian } from "./russian.ts";

/** Abbreviations of Kazakh school and office texts; Russian ones stand in the same documents (addresses, titles). */
export const kazakh: LanguageRules = {
  announcing: `${russian.announcing} 
      ж жж ғ ғғ қ к көш ауд обл ауыл даң м-н мыс мәс қар салыст яғни т.с т.с.с т.б.с с.с б.з б.з.б б.д б.з.д проф акад доц канд
      аға оқыт атын құраст ред баспа шығ тәрж тел ұялы шамам
    `,
  beforeNumber: `${russian.beforeNumber} б бб бет т сур кесте бөл тар қос үй пәт кеңс жыл жылы бап бап-тар`,
  ambiguous: "",
  starters: `${russian.starters} 
      мен сен ол біз сіз олар бұл мұнда осы сол анау мына менің сенің оның біздің сіздің олардың
      кім не қандай қай қайда қашан неге қалай қанша егер бірақ және ал немесе сондықтан сонымен сонда содан кейін тағы да иә жоқ
      әр әрбір барлық бүгін ертең кеше қазір балалар ата-аналар
    `,
  oneLetterWords: russian.oneLetterWords,
  hasOrdinalPeriod: false,
};
