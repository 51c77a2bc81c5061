import type { LanguageRules } from "./language-rules.ts";

/** Titles, addresses and references as English style guides list them (Chicago Manual of Style 10.4–10.43, New Hart's Rules). */
export const english: LanguageRules = {
  announcing: `
    mr mrs ms messrs mx dr prof rev fr hon pres gov sen rep gen col lt capt cmdr maj sgt cpl pvt adm supt insp st ste mt mts ft
    e.g eg i.e ie viz cf vs v al approx ca esp incl excl resp tel fax ext ed eds trans comp attn dept assoc asst assn univ
    a.k.a aka c/o w/o inst
  `,
  beforeNumber: `
    p pp no nos n n° nr vol vols ch chap chs sec sect art arts fig figs tab pl par para paras eq eqs ex app cl reg bk pt rm apt
    l ll fn vv ver rev jan feb mar apr jun jul aug sep sept oct nov dec r ps
  `,
  ambiguous: `u.s u.k e.u u.n u.s.a u.s.s.r u.a.e ph.d m.d b.a m.a b.sc m.sc d.c jr sr esq inc ltd corp bros llc plc st ave blvd rd`,
  starters: `
    a an the i you he she it we they this that these those there here my your his her its our their
    who whom whose what which when where why how if in on at to for from with by as after before during since until while although because
    and but or so yet however then also no not yes please let do does did is are was were can could will would should may might must have has had
    today tomorrow yesterday now every each all some any many most both one another once children parents
  `,
  oneLetterWords: "I",
  hasOrdinalPeriod: false,
};
