import type { LanguageRules } from "./language-rules.ts";

/**
 * The other languages of the programmes, in one table: titles, examples, references. Months and ordinals are covered by
 * `hasOrdinalPeriod`. Sources: the Interinstitutional Style Guide of the EU, part four, and the national orthographies.
 */
export const european: Readonly<Record<string, LanguageRules>> = {
  de: rules(
    "hr fr frl dr prof dipl ing mag st hl z.b max min u.a d.h bzw ca vgl sog inkl exkl i.d.r z.t v.a u.u o.ä s.o s.u evtl ggf geb gest tel str allg insb bzgl zzgl ehem abk hrsg",
    "s nr art abs abb bd kap ziff tab anm jg aufl",
    "der die das ein eine ich du er sie es wir ihr dies diese dieser in im am an auf bei mit nach von zu für und aber oder wenn weil was wer wie wo warum wann alle jeder kinder eltern",
    true,
  ),
  fr: rules(
    "m mm mme mmes mlle mlles dr pr me st ste p.ex c.-à-d cf env éd av bd tél fig hab resp dép",
    "p pp n° no art vol chap al t fig par",
    "le la les un une des je tu il elle nous vous ils elles ce cet cette ces en dans sur à pour par avec et mais ou donc si quand que qui où comment pourquoi tous chaque",
  ),
  es: rules(
    "sr sra srta sres dr dra d dña prof profa lic ing st sta sto p.ej pág ud uds vd vds avda tel aprox ej cf ee.uu depto gral",
    "p pp pág págs n.º núm núms art arts vol cap t fig ap",
    "el la los las un una yo tú él ella nosotros ustedes ellos este esta estos en de con por para a y pero o si cuando que qué quién dónde cómo todos cada",
  ),
  it: rules(
    "sig sigg sig.ra sig.na dr dott dott.ssa prof prof.ssa avv ing arch on s ss es ad.es p.es cfr ca tel v.le p.za ecc.to gent egr spett",
    "p pp pag pagg n nn art artt vol cap fig tab par",
    "il lo la i gli le un una io tu lui lei noi voi loro questo questa in di con per a e ma o se quando che chi dove come perché tutti ogni",
  ),
  pt: rules(
    "sr sra srs dr dra prof profa eng arq d exmo exma p.ex av r tel aprox ex cf depto",
    "p pp pág págs n.º nº art arts vol cap t fig al",
    "o a os as um uma eu tu ele ela nós vocês eles este esta em de com por para e mas ou se quando que quem onde como todos cada",
  ),
  nl: rules(
    "dhr mevr mw dr prof ir ing drs mr ds st bijv bv m.a.w d.w.z o.a i.v.m t.a.v t.o.v n.a.v ca incl excl resp tel afd evt zgn",
    "p pp blz nr art afb hfst dl jg par",
    "de het een ik jij hij zij wij jullie dit dat deze die in op aan bij met naar van voor en maar of als wanneer wat wie waar hoe waarom alle elk kinderen ouders",
  ),
  pl: rules(
    "p pan dr prof inż mgr hab lek ks św bł np m.in tzn tzw tj wg ul al pl os im ok tel por red godz ww",
    "s str nr art ust pkt rys tab t rozdz poz lit",
    "ja ty on ona ono my wy oni to ten ta te w na do z po za od dla i a ale lub jeśli gdy kiedy co kto gdzie jak dlaczego wszyscy każdy",
    true,
  ),
  tr: rules(
    "sn dr prof doç yrd av alb gen bkz örn vb cad sok mah apt tel hz st",
    "s sf no md şek cilt böl",
    "ben sen o biz siz onlar bu şu bir ve ama veya eğer ne kim nerede nasıl neden her",
    true,
  ),
  cs: rules(
    "p pí dr prof ing mgr bc mudr judr doc sv např tj tzv resp cca tel ul nám popř mj",
    "s str č čl obr tab kap odst sv",
    "já ty on ona my vy oni to ten ta v na do z po za od pro a ale nebo když co kdo kde jak proč všichni každý",
    true,
  ),
  sk: rules(
    "p dr prof ing mgr bc mudr judr doc sv napr t.j tzv resp cca tel ul nám príp",
    "s str č čl obr tab kap ods",
    "ja ty on ona my vy oni to ten tá v na do z po za od pre a ale alebo keď čo kto kde ako prečo všetci každý",
    true,
  ),
  hu: rules(
    "dr prof ifj id özv szt pl ún kb ill stb.-vel vö tel u",
    "o old sz fej áb tábl",
    "én te ő mi ti ők ez az a egy és de vagy ha mi ki hol hogyan miért minden",
    true,
  ),
  ro: rules(
    "dl dna dra dr prof ing sf str bd nr tel ex cca etc.-ul dvs cf",
    "p pag nr art alin fig cap vol",
    "eu tu el ea noi voi ei acest această în la de cu pe pentru și dar sau dacă când ce cine unde cum toți fiecare",
  ),
  bg: rules(
    "г г-н г-жа д-р проф доц инж св ул бул пл ж.к тел напр т.е т.нар вж срв ок гр обл",
    "с стр чл ал т № фиг табл гл",
    "аз ти той тя ние вие те това този тази в на по за от до и но или ако когато какво кой къде как защо всички всеки",
  ),
  uk: rules(
    "м вул просп пл пров бул обл р-н смт проф акад доц канд д-р ім св п пп напр див пор тобто т.зв тел ред вид укр англ нім о оз р",
    "с стор т рис табл гл п пп ст ч кн вип розд № кв буд корп",
    "я ти він вона воно ми ви вони це цей ця у в на по за з від до для та і але або якщо коли що хто де як чому всі кожен",
  ),
  el: rules(
    "κ κα κος δρ καθ αγ π.χ δηλ βλ πρβλ τηλ οδ αρ λ.χ",
    "σ σελ αρ τ κεφ εικ πίν παρ",
    "ο η το οι τα ένας μια εγώ εσύ αυτός αυτή εμείς αυτό σε με για από και αλλά ή αν όταν τι ποιος πού πώς γιατί όλοι κάθε",
  ),
  da: rules(
    "hr fr dr prof st f.eks bl.a dvs ca inkl ekskl tlf jf evt pga mht",
    "s nr art fig kap bd stk",
    "jeg du han hun det den vi i de en et på med for og men eller hvis når hvad hvem hvor hvordan hvorfor alle",
    true,
  ),
  sv: rules(
    "hr fr dr prof s:t t.ex bl.a dvs ca inkl exkl tfn jfr ev p.g.a m.a.o",
    "s nr art fig kap bd st",
    "jag du han hon det den vi ni de en ett på med för och men eller om när vad vem var hur varför alla",
  ),
  fi: rules(
    "hra rva dr prof tri esim ns ks vrt mm.n puh os",
    "s nro art kuva luku t",
    "minä sinä hän me te he se tämä ja mutta tai jos kun mitä kuka missä miten miksi kaikki",
    true,
  ),
  hr: rules(
    "g gđa dr prof mr ing sv npr tj tzv ul tel odn",
    "str br čl sl tab pogl st",
    "ja ti on ona mi vi oni to ovaj u na do iz po za od i ali ili ako kad što tko gdje kako zašto svi svaki",
    true,
  ),
  sl: rules(
    "g ga gospa dr prof mag inž sv npr tj t.i ul tel oz",
    "str št čl sl tab pogl",
    "jaz ti on ona mi vi oni to ta v na do iz po za od in ali če ko kaj kdo kje kako zakaj vsi vsak",
    true,
  ),
  et: rules(
    "hr pr dr prof mag st nt nn s.o tel tn mnt",
    "lk nr art joon ptk",
    "mina sina tema meie teie nemad see ja aga või kui mis kes kus kuidas miks kõik iga",
    true,
  ),
  lv: rules(
    "dr prof sv piem t.i t.s iel tālr",
    "lpp nr att tab nod",
    "es tu viņš viņa mēs jūs viņi šis tas un bet vai ja kad kas kur kā kāpēc visi katrs",
    true,
  ),
  lt: rules(
    "p dr prof doc šv pvz t.y vad g pr a tel",
    "p psl nr str pav lent sk",
    "aš tu jis ji mes jūs jie tai šis ir bet ar jei kai kas kur kaip kodėl visi kiekvienas",
    true,
  ),
};

function rules(announcing: string, beforeNumber: string, starters: string, hasOrdinalPeriod = false): LanguageRules {
  return { announcing, beforeNumber, ambiguous: "", starters, oneLetterWords: "", hasOrdinalPeriod };
}
