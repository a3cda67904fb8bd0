// What the search page says: Sphinx's own Dutch file has no sentence for pages found.
Documentation.addTranslations({
  locale: "nl",
  messages: {
    ", in ": ", in ",
    "Hide Search Matches": "Zoekresultaten verbergen",
    "Preparing search...": "Zoeken wordt voorbereid…",
    "Search Results": "Zoekresultaten",
    "Searching": "Bezig met zoeken",
    "Search finished, found ${resultCount} page(s) matching the search query.": "Gevonden pagina’s: ${resultCount}.",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.": "Niets gevonden. Kijk of alle woorden juist geschreven zijn, of zoek met minder woorden.",
  },
  plural_expr: "(n != 1)",
});
