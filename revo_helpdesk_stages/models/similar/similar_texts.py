"""Find the records whose texts are like another one, in a few queries: as many for
whoever asks, and as many whatever there is that the reader may not read.
"""

from odoo.tools import SQL

from ...policies import similar as policy
from ..readers.text_search import LANGUAGES
from .text_index import BETWEEN

# What more texts have, readable or not, is not even counted: it would take time.
_TOO_MANY = 20_000
# So many texts that can be read are counted; it is enough to tell rare from common.
_COUNTED = 5_000


class SimilarTexts:
    """A search among the texts of one model that a reader may read.

    The reader's rules are part of each query, so that nothing else is counted, weighed
    or left out.
    """

    def __init__(self, records, index, search, parties=None):
        """
        :param records: recordset of the model, for its transaction
        :param TextIndex index: where the words are
        :param search: function that returns a new Query of all that may be read
        :param parties: whose texts these are, for an index by parties
        """
        self.cr = records.env.cr
        self.index = index
        self.search = search
        self.prefixes = [f"{party}{BETWEEN}" for party in parties or ()] or [""]

    def find(self, title, text=""):
        """Return the ids of the texts that are most like another one.

        :param str title: of which the words come first
        :param str text: plain or HTML
        :return: list of ids, the best first
        """
        forms = self._get_forms(policy.split_text(title, text))
        if not forms:
            return []
        size, shares = self._get_shares(forms)
        asked = {w: self._ask(of) for w, of in forms.items() if w not in shares}
        total = size if size > _COUNTED else self._count()
        found = self._look_up(asked)
        counts = {word: len(found.get(word, ())) for word in asked}
        counts |= {word: share * total for word, share in shares.items()}
        known = {word: of for word, of in forms.items() if counts[word]}
        rare = {word for word in known if counts[word] <= policy.COMMON}
        common = {word: counts[word] for word in known if word not in rare}
        candidates = {word: found[word] for word in rare if word in found}
        # Among very many texts it would take too long; there the other words find some.
        missing = [word for word in asked if not counts[word] and size <= _TOO_MANY]
        near = self._get_near(missing)
        more = self._get_more(forms, near, common, candidates)
        if more:
            further = self._look_up(more)
            candidates |= further
            near = {word: near[word] for word in near if word in further}
            counts |= {word: len(further[word]) for word in near}
        known |= near
        weights = {word: policy.weigh(counts[word], total) for word in known}
        ids = policy.choose_candidates(candidates, weights)
        return policy.rank(self._compare(ids, known), weights, near)

    def _get_forms(self, words):
        """Return how each word is kept, by itself and by its stems, without those that
        a language takes for saying nothing.

        :param list words: see :func:`policy.split_text`
        """
        # SQL: the stems are those of PostgreSQL.
        self.cr.execute(
            SQL(
                """
                SELECT word, tsvector_to_array(helpdesk_words(word))
                  FROM unnest(%s::text[]) AS word
                 WHERE NOT EXISTS (
                       SELECT FROM pg_ts_config
                        WHERE cfgname = ANY(%s)
                          AND cfgnamespace = 'pg_catalog'::regnamespace
                          AND to_tsvector(pg_ts_config.oid::regconfig, word) = '')
                """,
                words,
                list(LANGUAGES),
            )
        )
        forms = dict(self.cr.fetchall())
        return {word: forms[word] for word in words if forms.get(word)}

    def _get_shares(self, forms):
        """Return how many texts there are, and the share of them that has each word of
        so many that even counting would take time: by what PostgreSQL keeps of the
        index for itself, which need not be there.

        Of an index by parties it is not asked: there others' texts would decide.

        :param dict forms: of each word
        """
        if self.index.party:
            return 0, {}
        every = sorted({form for of_word in forms.values() for form in of_word})
        # SQL: statistics of PostgreSQL.
        self.cr.execute(
            SQL(
                """
                SELECT greatest(pg_class.reltuples, 0)::int, kept.form, kept.share
                  FROM pg_class
                  LEFT JOIN pg_stats
                    ON pg_stats.tablename = %(index)s
                   AND pg_stats.schemaname = current_schema
                  LEFT JOIN LATERAL unnest(
                       pg_stats.most_common_elems::text::text[],
                       pg_stats.most_common_elem_freqs) AS kept (form, share)
                    ON kept.form = ANY(%(forms)s)
                 WHERE pg_class.oid = %(table)s::regclass
                """,
                table=self.index.table,
                index=self.index.name,
                forms=every,
            )
        )
        rows = self.cr.fetchall()
        size = rows[0][0]
        of_form = {form: share for _size, form, share in rows if form}
        shares = {
            word: min(sum(of_form.get(form, 0) for form in of_word), 1)
            for word, of_word in forms.items()
        }
        return size, {w: s for w, s in shares.items() if s * size > _TOO_MANY}

    def _ask(self, forms):
        """Return the query of PostgreSQL for any form of a word."""
        quoted = [
            "'%s'" % f"{prefix}{form}".replace("\\", "\\\\").replace("'", "''")
            for prefix in self.prefixes
            for form in forms
        ]
        return f"({' | '.join(quoted)})"

    def _get_near(self, missing):
        """Return the forms of what words may have been meant to be that nobody has
        written so.

        :param list missing: the words
        """
        near = [(word, sorted(policy.find_near(word))) for word in missing]
        return dict([row for row in near if row[1]][: policy.MISTYPED])

    def _get_more(self, forms, near, common, candidates):
        """Return what else is looked up: what may be mistyped; and, where the rare
        words find little, what has common ones together.
        """
        more = {word: self._ask(of_word) for word, of_word in near.items()}
        if len({one for ids in candidates.values() for one in ids}) < policy.SHOWN:
            for words in policy.ask_together(common):
                asked = " & ".join(self._ask(forms[word]) for word in words)
                more[tuple(words)] = asked
        return more

    def _count(self):
        """Return how many texts can be read, at most what is counted."""
        query = self.search()
        query.limit = _COUNTED
        # SQL: the ORM's own count would ask for the ids, too.
        self.cr.execute(SQL("SELECT count(*) FROM (%s) readable", query.select()))
        return self.cr.fetchone()[0]

    def _look_up(self, asked):
        """Return which of the texts that can be read have what.

        :param dict asked: queries of PostgreSQL, by whatever names them
        :return: dict of lists of ids; of what is common some of them, one more than
            makes it common
        """
        found = self.search()
        found.add_where(self.index.has_words(SQL("asked.query")))
        found.limit = policy.COMMON + 1
        # SQL: the ORM does not search for several things at once.
        self.cr.execute(
            SQL(
                """
                SELECT asked.place, found.id
                  FROM unnest(%(queries)s::tsquery[])
                       WITH ORDINALITY AS asked (query, place)
                 CROSS JOIN LATERAL (%(found)s) found
                """,
                found=found.select(),
                queries=list(asked.values()),
            )
        )
        names = list(asked)
        ids = {}
        for place, one in self.cr.fetchall():
            ids.setdefault(names[place - 1], []).append(one)
        return ids

    def _compare(self, ids, forms):
        """Return which words each of some texts has.

        :param list ids: of texts that can be read
        :param dict forms: of each word
        :return: dict of lists of words, by id
        """
        names = list(forms)
        plain = [
            " | ".join("'%s'" % form.replace("'", "''") for form in forms[word])
            for word in names
        ]
        # SQL: see above; the words of each text are taken apart once.
        self.cr.execute(
            SQL(
                """
                SELECT said.id, ARRAY(
                       SELECT asked.place
                         FROM unnest(%(queries)s::tsquery[])
                              WITH ORDINALITY AS asked (query, place)
                        WHERE said.words @@ asked.query)
                  FROM (SELECT %(table)s.id, %(vector)s AS words
                          FROM %(table)s
                         WHERE %(table)s.id = ANY(%(ids)s)
                        OFFSET 0) said
                """,
                queries=plain,
                table=SQL.identifier(self.index.table),
                vector=self.index.get_vector(),
                ids=ids,
            )
        )
        return {
            one: [names[place - 1] for place in places]
            for one, places in self.cr.fetchall()
        }
