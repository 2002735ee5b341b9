"""Cases in English: clients of Carpat, and a client of the vendor's own."""

from ..script import Assign, Case, Drag, Message, Move, Note, Plan

CASES = (
    Case(
        "loyalty_top_up",
        "6d 10:30",
        "client_emily",
        "Loyalty cards can't be topped up at the till",
        """
        Hi, since last week we can't put money on loyalty cards at the till. The button
        is there but nothing happens. It still works from the back office, but I'm not
        always in.

        Emily
        """,
        tags=("loyalty",),
        steps=(
            Move("6d 11:00", "reseller_george", "in_progress_reseller"),
            Move(
                "5d 09:10",
                "reseller_george",
                "backlog_client",
                text="""
                Hi Emily, I think the "Top up" right was lost when the waiter role was
                changed. I have put it back. Could you ask somebody to log out and in
                again and try with a small amount?
                """,
            ),
            Plan("5d 09:15", "reseller_george", 1, "Ask Emily about the top-ups"),
        ),
    ),
    Case(
        "call_issuer",
        "4d 12:20",
        "client_liam",
        "Card reader says Call Issuer",
        """
        Morning,

        The card reader keeps saying CALL ISSUER on contactless. Chip and PIN is fine.
        Queue out of the door on a Friday, so please hurry.

        Liam
        """,
        priority="2",
        tags=("payments",),
        steps=(
            Assign("4d 12:40", "reseller_elena", "reseller_george"),
            Move(
                "4d 13:00",
                "reseller_george",
                "backlog_client",
                text="""
                Hi Liam, that message comes from the bank rather than from the till.
                Does it happen with every card, or only above a certain amount?
                """,
            ),
            Message(
                "3h",
                "client_liam",
                """
                Only over £45 as far as we can see. We took one for £44.80 ten minutes
                ago and it went straight through.
                """,
            ),
        ),
    ),
    Case(
        "double_kitchen_tickets",
        "3d 14:40",
        "reseller_george",
        "Kitchen printer prints every order twice",
        """
        Priya rang: since the new till went in, every order prints twice in the kitchen.
        The chefs throw one away, but last night two mains went out twice.
        """,
        contact="client_priya",
        tags=("hardware",),
        steps=(
            Move("3d 14:45", "reseller_george", "in_progress_reseller"),
            Note(
                "2d 09:30",
                "reseller_george",
                """
                Both tills are set to send to the kitchen. I have switched it off on the
                new one; please keep an eye on it during tonight's service.
                """,
            ),
            Plan(
                "2d 09:35",
                "reseller_george",
                0,
                "Ring Priya: still double tickets?",
                activity="mail.mail_activity_data_call",
            ),
        ),
    ),
    Case(
        "service_charge",
        "12d 10:10",
        "reseller_george",
        "Tills lose the service charge after the update",
        """
        After the last update the 12.5% service charge is gone from two of our clients'
        tills. It is still there in the settings, and turning it off and on again brings
        it back until the next restart.
        """,
        priority="2",
        steps=(
            Move("12d 11:30", "support_tom", "in_progress_support"),
            Move(
                "11d 09:00",
                "support_tom",
                "backlog_dev",
                text="""
                The service charge is read before the settings have been synchronised,
                so it is zero after a cold start. Steps: set 12.5%, close the app, start
                it without a network, connect.
                """,
            ),
            Move("10d 08:30", "dev_mihai", "in_progress_dev"),
            Move("7d 15:00", "dev_mihai", "pending_release"),
            Message(
                "2d 10:00",
                "support_tom",
                """
                Hi George, version 4.2.3 is out and has the fix. Could you update both
                clients and check that the charge is still there after a restart?
                """,
            ),
            Move("2d 10:05", "support_tom", "confirmation_reseller"),
            Assign("1d 08:30", "reseller_george", "reseller_george"),
        ),
    ),
    Case(
        "split_bill_penny",
        "18d 16:00",
        "client_emily",
        "Splitting a bill leaves a penny open",
        """
        If we split £50.00 three ways the till takes 3 x £16.66 and leaves 2p on the
        table. We can't close the table until somebody pays 2p in cash!
        """,
        tags=("payments",),
        category="tills",
        steps=(
            Move("17d 09:00", "reseller_george", "in_progress_reseller"),
            Move(
                "17d 10:20",
                "reseller_george",
                "backlog_support",
                tests="Split £50.00, £20.00 and £10.00 into 3 equal parts.",
                observed="1p or 2p stays open. With 2 or 4 parts the table closes.",
                checks=(
                    ("restarted", "done", "It stays open all the same."),
                    ("other_device", "done", "The same on both tills."),
                ),
            ),
            Move("16d 08:40", "support_tom", "in_progress_support"),
            Move(
                "16d 09:30",
                "support_tom",
                "confirmation_reseller",
                text="""
                Hi George, please switch on "Round the last part" under Payments: the
                last person pays the difference. That should close the table.
                """,
                verdict="known",
            ),
            Move(
                "9d 11:00",
                "reseller_george",
                "backlog_support",
                tests="Switched on, split £50.00 three ways, by card and in cash.",
                observed="""
                Cash is right: 16.66, 16.66, 16.68. By card the last part is still
                £16.66 and 2p stays open.
                """,
            ),
            Move("8d 09:20", "support_tom", "in_progress_support"),
            Move(
                "8d 10:30",
                "support_tom",
                "backlog_dev",
                text="""
                "Round the last part" is ignored for card payments: the amount is sent
                to the terminal before it is rounded.
                """,
                verdict="complete",
            ),
        ),
    ),
    Case(
        "export_vat_twice",
        "14d 09:20",
        "reseller_george",
        "Sales export adds VAT twice",
        """
        The totals of the sales export are too high: VAT is added to prices that include
        it already. The report on screen is right. Our client's accountant imports that
        file every month.
        """,
        priority="2",
        tags=("reports",),
        steps=(
            Move("14d 10:00", "support_tom", "in_progress_support"),
            Message(
                "14d 10:40",
                "support_tom",
                "Hi George, which export is it, the daily file or the monthly one?",
            ),
            Message("13d 08:10", "reseller_george", "The monthly one. Daily is fine."),
            Move(
                "13d 09:00",
                "support_tom",
                "backlog_dev",
                text="""
                The monthly export takes the net price setting of the company, not the
                one of the shop. Only shops with prices that include VAT in a company
                without are affected.
                """,
            ),
            Assign("10d 08:00", "dev_ines", "dev_mihai"),
            Move("4d 08:20", "dev_mihai", "in_progress_dev"),
            Plan("4d 08:25", "dev_mihai", 5, "Monthly export: ask for a review"),
        ),
    ),
    Case(
        "locked_pin",
        "15d 11:50",
        "client_liam",
        "Locked out after three wrong PINs",
        """
        Hiya, new starter typed the wrong PIN three times and now the whole till is
        locked, not just her. Can you let us back in?

        Liam
        """,
        priority="3",
        tags=("users",),
        steps=(
            Move("15d 11:55", "reseller_george", "in_progress_reseller"),
            Note(
                "15d 12:05",
                "reseller_george",
                """
                Unlocked, you can log in again. I have also changed the setting so that
                wrong PINs lock the person and not the till.
                """,
            ),
            Message("15d 12:20", "client_liam", "You're a star, all working."),
            Move("15d 12:30", "reseller_george", "resolved"),
        ),
    ),
    Case(
        "teapot_login",
        "11d 08:40",
        "client_emily",
        "Can't log in to the back office",
        "The back office says my password is wrong. I haven't changed it.",
        tags=("users",),
        steps=(
            Move(
                "11d 09:10",
                "reseller_radu",
                "backlog_support",
                tests="Tried to log in with Emily on the phone.",
                observed='"Unknown user". Her address is not in the list of users.',
            ),
            Message(
                "11d 09:40",
                "client_emily",
                "Sorry everyone, I was on the page of our old system. All fine!",
            ),
            Move(
                "11d 10:00",
                "support_tom",
                "canceled",
                text="Opened by mistake: the client was on another system's page.",
                verdict="not_ours",
            ),
        ),
    ),
    Case(
        "shared_stock",
        "5d 13:30",
        "reseller_elena",
        "Two sites that share one stock list",
        """
        A client with two sites and one store room wants a single stock for both. Is
        there a supported way, or do we keep two lists and transfers?
        """,
        priority="0",
        tags=("stock",),
        steps=(
            Move("4d 08:50", "support_tom", "in_progress_support"),
            Message(
                "4d 09:15",
                "support_tom",
                """
                Hi Elena, yes: a common warehouse with two points of sale. I am writing
                down the steps for your client's case, as the opening stock needs care.
                """,
            ),
        ),
    ),
    Case(
        "garden_handhelds",
        "2d 15:20",
        "client_emily",
        "Handhelds drop off at the back of the garden",
        """
        The handhelds lose the Wi-Fi at the four tables at the back. We walk to the
        middle of the garden to send the order.
        """,
        priority="0",
        tags=("network",),
        steps=(
            Move("1d 08:20", "reseller_george", "in_progress_reseller"),
            Note(
                "1d 08:40",
                "reseller_george",
                """
                Hi Emily, I'll bring a second access point on my next visit. Until then
                orders are kept on the handheld and sent when it is back in range.
                """,
            ),
        ),
    ),
    Case(
        "receipt_logo",
        "5h",
        "reseller_george",
        "Receipts print a black box instead of the logo",
        """
        On one model of receipt printer the logo comes out as a solid black box. Same
        image and settings on another model are fine. Is there a size limit?
        """,
        tags=("hardware",),
        steps=(Assign("1h", "support_tom", "support_tom"),),
    ),
    Case(
        "opening_hours",
        "1d 11:00",
        "client_oliver",
        "Change the opening hours of online ordering",
        """
        Hello,

        We open an hour later on Mondays from next month. Where do I change that for
        online orders?

        Oliver
        """,
        team="key_accounts",
        priority="0",
    ),
    Case(
        "gift_vouchers",
        "13d 10:00",
        "client_oliver",
        "Gift vouchers are refused on Sundays",
        """
        Hello,

        Our gift vouchers are refused on Sundays with "not valid today". They should be
        valid on every day.

        Oliver
        """,
        team="key_accounts",
        tags=("loyalty",),
        steps=(
            Assign("13d 10:30", "direct_hugo", "direct_hugo"),
            Drag("13d 10:30", "direct_hugo", "in_progress"),
            Message(
                "12d 09:00",
                "direct_hugo",
                """
                Hi Oliver, the vouchers followed the calendar of the lunch menu, which
                skips Sundays. I have taken the calendar off. Thanks for telling us!
                """,
            ),
            Message("10d 08:30", "client_oliver", "Worked a treat yesterday, thanks."),
            Drag("10d 09:00", "direct_hugo", "done"),
        ),
    ),
)
