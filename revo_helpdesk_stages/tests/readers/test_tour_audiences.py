from ..common import SupportLineHttpCase

# What is written on the ticket, in this order: who, and which kind of text.
WRITTEN = (
    ("cleo", "message"),
    ("ana", "note"),
    ("ana", "message"),
    ("sam", "note"),
    ("sam", "message"),
    ("dan", "note"),
    ("dan", "message"),
)


class TestTourAudiences(SupportLineHttpCase):
    """One ticket on which everybody wrote and attached files, in everybody's
    browser.
    """

    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    # The composer is open when a tour ends.
    allow_end_on_form = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in {cls.cleo, cls.ana, cls.sam, cls.mia}:
            user.password = user.login
        cls.ticket = cls._create_ticket_in("in_progress_dev", user=cls.dan)

    def setUp(self):
        super().setUp()
        for who, kind in WRITTEN:
            self._write(getattr(self, who), kind, f"{who}-{kind}")

    def _write(self, user, kind, name):
        self._as(user, self.ticket).message_post(
            body=f"Words of {name}.",
            message_type="comment",
            subtype_xmlid="mail.mt_note" if kind == "note" else "mail.mt_comment",
            attachments=[(f"{name}.txt", b"Seen by its readers alone.")],
        )

    def _start_in_backend(self, tour, user, ticket=None):
        board = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        self.start_tour(
            f"/web#id={(ticket or self.ticket).id}&model=helpdesk.ticket&view_type=form"
            f"&action={board.id}",
            f"helpdesk_audiences_{tour}",
            login=user.login,
            timeout=90,
        )

    def test_the_client_sees_its_own_words_and_the_notes_for_it(self):
        self.start_tour(
            f"/my/ticket/{self.ticket.id}",
            "helpdesk_audiences_client",
            login=self.cleo.login,
        )

    def test_the_reseller_sees_all_but_what_the_vendor_keeps(self):
        self._start_in_backend("reseller", self.ana)

    def test_support_sees_everything(self):
        self._start_in_backend("support", self.sam)

    def test_a_direct_team_reads_who_of_it_and_the_client(self):
        self.pia.password = self.pia.login
        direct = self._create_team("direct", self.pia)
        ticket = self._create_ticket(opener=self.pia, team_id=direct.id)
        self._write_text(ticket, self.pia, "note", "<p>Between us</p>")
        self._write_text(ticket, self.pia, "message", "<p>To the client</p>")
        self._start_in_backend("direct", self.pia, ticket)

    def test_who_reads_a_text_shows_as_soon_as_it_is_sent(self):
        self._start_in_backend("write", self.sam)
