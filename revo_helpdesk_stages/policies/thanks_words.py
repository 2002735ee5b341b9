"""The words of thanks, without accents; what belongs together is joined by "_".

In each language: what says enough by itself, what may stand beside it, what leads to
the reason of thanks, and the reasons.
"""


def _phrases(text):
    return {tuple(phrase.split("_")) for phrase in text.split()}


def _language(enough, beside, leading, reasons):
    return tuple(_phrases(text) for text in (enough, beside, leading, reasons))


# In all languages.
ENOUGH = _phrases(
    """
    cheers gracias gracies merci mersi multumesc multumim multumiri ok okay okey perfect
    perfecte perfecto thank_you thanks thx ✅ 🆗 👌 👍 💯 🙏
    """
)
BESIDE = _phrases(
    """
    hello hi hola ☺ ❤ 🌹 🎉 🎊 👏 💪 😀 😁 😃 😄 😉 😊 😍 🙂 🤗 🤝 🥳
    """
)

LANGUAGES = (
    # English
    _language(
        """
        all_fine all_good all_set awesome brilliant excellent fantastic fixed got_it
        great it_worked received resolved solved sorted super thanks_again
        that_did_it that_fixed_it that_worked understood working working_again
        works works_again you_can_close you_may_close
        """,
        """
        a afternoon all best both confirm correctly day dear evening everyone everything
        fine good guys has_been have i_confirm_that is_fine is_fixed is_resolved
        is_solved is_working it it_is it_s kind lot many mate morning much nice
        now perfectly regards so team that the_case the_issue_is the_problem_is
        the_ticket very warm well yes
        """,
        "for",
        """
        all answer everything fast great help kind prompt quick reply response solution
        support that the this time work your
        """,
    ),
    # Spanish
    _language(
        """
        arreglado confirmado correcto de_acuerdo entendido estupendo excelente
        fantastico funciona genial podeis_cerrar podeis_cerrarlo puedes_cerrar
        puedes_cerrarlo recibido resuelto se_puede_cerrar solucionado todo_bien
        va_bien va_perfectamente va_perfecto vale
        """,
        """
        a a_las_dos a_los_dos abrazo ahora amable amables ambos bien buenas buenos
        confirmo confirmo_que cordial cordiales correctamente dia dias el_caso
        el_problema_esta el_ticket equipo esta ha_quedado la_incidencia mil
        muchas muchisimas muy noches os_confirmo_que perfectamente queda saludo
        saludos si tardes te_confirmo_que todo todos un ya
        """,
        "por",
        """
        atencion ayuda buen buena el gestion informacion la las lo rapida rapidez rapido
        respuesta solucion soporte su tiempo todo trabajo tu vuestra vuestro
        """,
    ),
    # Catalan
    _language(
        """
        arreglat confirmat correcte d_acord entes entesos es_pot_tancar excel_lent
        excellent fantastic funciona genial podeu_tancar podeu_tancar_lo
        pots_tancar rebut resolt solucionat tot_be va_be va_perfectament
        va_perfecte
        """,
        """
        a a_totes_dues a_tots_dos abracada amable amables ara be bon bona confirmo
        confirmo_que cordials correctament dia el_cas el_problema_esta el_tiquet
        equip esta ha_quedat ja la_incidencia mil molt moltes moltissimes
        perfectament queda salut salutacions si si_que tarda tot tots una
        us_confirmo_que vespre
        """,
        "per",
        """
        ajuda ajut atencio el feina gestio informacio l la les rapid rapida rapidesa
        resposta seu seva solucio suport temps teu teva tot vostra vostre
        """,
    ),
    # Romanian
    _language(
        """
        am_inteles am_primit de_acord e_bine e_ok este_bine este_ok excelent
        functioneaza grozav in_regula merge puteti_inchide rezolvat s_a_rezolvat
        se_poate_inchide super
        """,
        """
        a_fost acum bine buna bune cazul cele confirm confirm_ca corect cu da de_tot
        dimineata drag e echipa este foarte frumoasa frumos iti mult o_zi
        pentru_tot perfect problema_este salut salutari seara stima tichetul
        toate totul tuturor va va_confirm_ca zi ziua
        """,
        "pentru",
        """
        ajutor ajutorul informatia informatii munca promptitudine rapid rapida
        rapiditate raspuns raspunsul raspunsurile solutia solutie suport
        suportul timp timpul toate tot
        """,
    ),
)
